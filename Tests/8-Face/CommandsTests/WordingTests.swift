import Terminal
import TestSupport
import Testing

/// What people read when a call is wrong, word for word: the first thing to say is what, then what to do.
@Suite(.heavy)
struct WordingTests {
  static let calls: [(call: String, error: String)] = [
    ("chekc", "unknown command 'chekc'. Did you mean 'check'?"),
    ("dance", "unknown command 'dance'; see 'touchstone help'"),
    ("check --jbos 3", "unknown option '--jbos'. Did you mean '--jobs'?"),
    ("check --nonsense-word", "unknown option '--nonsense-word'; see 'touchstone help check'"),
    ("check -x", "unknown option '-x'; see 'touchstone help check'"),
    ("check --jobs", "missing value for '--jobs': --jobs N"),
    ("check --jobs many", "'--jobs' needs a whole number, not 'many'"),
    ("check --jobs 0", "'--jobs' must be at least 1, not 0"),
    ("check --jobs 1 --jobs 2", "'--jobs' was given twice; give it once"),
    ("check --list=yes", "'--list' takes no value, but 'yes' was given"),
    (
      "check --level polciy",
      "'--level' must be one of published, documented, openai, policy, safety, not 'polciy'. "
        + "Did you mean 'policy'?"
    ),
    (
      "check --upstream stub",
      "'--upstream' must be one of stubs, replay, live, not 'stub'. Did you mean 'stubs'?"
    ),
    ("check --shard 4/3", "'--shard' must be I/N with I from 1 to N, not '4/3'"),
    (
      "check --report pdf=x",
      "'--report' must be KIND=FILE with KIND one of text, json, junit, sarif, markdown, annotations, html, "
        + "not 'pdf=x'"
    ),
    ("check --until soon", "'--until' must be a date such as 2026-12-31, not 'soon'"),
    (
      "check --write-expected --until 2027-01-01",
      "'--write-expected' needs a profile, beside which its file is kept; run 'touchstone init', then 'touchstone check' without --gateway"
    ),
    ("check --budget 1", "'--budget' also needs --upstream live"),
    ("check --upstream live", "'--upstream live' also needs --budget USD"),
    (
      "check law --quiet --verbose",
      "'--quiet' and '--verbose' can't be used together; leave one of them out"
    ),
    (
      "check law --json --report html=-",
      "two reports would be written to standard output; give one of them another file"
    ),
    ("check szies", "no case matches szies. Did you mean 'sizes'?"),
    ("check --gateway litelm", "no gateway is called 'litelm'. Did you mean 'litellm'?"),
    ("check --gateway ftp://x", "'--gateway' must be an http or https URL, not 'ftp://x'"),
    ("show", "missing argument CASE|PREFIX: touchstone show CASE|PREFIX [options]"),
    ("show a b", "unexpected argument 'b' for 'show'; leave it out"),
    ("show law/x/y", "unknown case 'law/x/y'; see 'touchstone check --list'"),
    ("sizes flux-2-mx", "unknown model 'flux-2-mx'. Did you mean 'flux.2-max'?"),
    ("sizes dall-e-17", "unknown model 'dall-e-17'; see 'touchstone sizes'"),
    ("sizes a b c", "unexpected arguments 'b', 'c' for 'sizes'; leave them out"),
    ("explain", "missing argument MODEL: touchstone explain MODEL [key=value…] [options]"),
    ("explain flux.2-max 16:9", "'16:9' is not a parameter; write key=value, such as size=16:9"),
    ("image", "missing argument FILE…: touchstone image FILE… [options]"),
    ("merge", "missing argument REPORT…: touchstone merge REPORT… [options]"),
    (
      "golden",
      "missing argument status|diff|accept|reject|coverage: touchstone golden status|diff|accept|reject|coverage [PREFIX] [options]"
    ),
    (
      "golden acept",
      "unknown action 'acept' for 'golden'; use one of status, diff, accept, reject, coverage. "
        + "Did you mean 'accept'?"
    ),
    (
      "catalog chekc",
      "unknown action 'chekc' for 'catalog'; use one of check, import, example. Did you mean 'check'?"
    ),
    ("catalog import", "missing argument FILE: touchstone catalog import FILE"),
    ("completions tcsh", "unknown action 'tcsh' for 'completions'; use one of bash, zsh, fish"),
    ("help size.tabel", "no help on 'size.tabel'. Did you mean 'size.table'?"),
    ("help glosary", "no help on 'glosary'. Did you mean 'glossary'?"),
    (
      "help rulings gif-inptu",
      "none of the rulings begins with 'gif-inptu'. Did you mean 'gif-input'?"
    ),
    ("help check sizes", "unexpected argument 'sizes' for 'help check'; leave it out"),
    (
      "schema gatway",
      "unknown schema 'gatway'; use one of drift-state, expectation, expected, gateway, map, model, provider, report, rulings, suppressions. Did you mean 'gateway'?"
    ),
    (
      "check --watch --list", "'--watch' and '--list' can't be used together; leave one of them out"
    ),
    ("record", "missing argument OFFER, such as fal/flux.1-dev"),
    ("serve --port 99999", "'--port' must be from 0 to 65535, not 99999"),
    ("serve --fal slow", "'--fal' must be one of sync, queue, not 'slow'"),
    (
      "stub --print docker",
      "'--print' must be one of env, litellm, node, caddy, compose, not 'docker'"
    ),
    ("drift --samples 2", "'--samples' works only with 'drift learn'; leave it out"),
    (
      "drift rehearse outptu --upstream stubs",
      "'--upstream' works only with 'drift' and 'drift learn'; leave it out"
    ),
    (
      "parity",
      "missing argument MODEL: touchstone parity MODEL | --gateway A --gateway B [PREFIX…] [options]"
    ),
  ]

  @Test(arguments: calls.indices)
  func `a wrong call is told of in plain words`(_ index: Int) async {
    let (call, error) = WordingTests.calls[index]
    let run = await touchstone(call.split(separator: " ").map(String.init))
    #expect(run.errors == "error: \(error)\n", "\(call)")
    #expect(run.code == .usage, "\(call)")
    #expect(run.output.isEmpty)
  }

  /// Idioms that readers of another language stumble over, and the old words for what is called otherwise now.
  static let idioms = [
    "needs an eye", "means nothing here", "is none of", "does not know what to do", "must look",
    "says something to", "is there already", "says the same", "unless given", "unless told",
  ]

  @Test(arguments: [
    "", "check", "map", "golden", "drift", "record", "recordings", "serve", "stub", "replay",
    "catalog", "image", "init", "parity", "merge", "doctor", "glossary", "groups",
  ])
  func `help has no idiom that is hard to read`(topic: String) async {
    let run = await touchstone(["help", topic].filter { !$0.isEmpty })
    #expect(run.code == .success)
    let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for idiom in WordingTests.idioms { #expect(!text.contains(idiom), "\(topic): \(idiom)") }
  }
}
