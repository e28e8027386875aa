import Terminal
import TestSupport
import Testing

@testable import Commands

/// Calls whose options contradict each other, or say something to nobody.
@Suite(.heavy)
struct OptionRuleTests {
  static let calls: [(call: String, message: String)] = [
    ("check law --list --report json=x", "'--list' and '--report' can't be used together"),
    ("check law --list --repeat 3", "'--list' and '--repeat' can't be used together"),
    ("check law --list --trace", "'--list' and '--trace' can't be used together"),
    ("check law --list --pending", "'--list' and '--pending' can't be used together"),
    ("check law --repeat 3 --retry 1", "'--repeat' and '--retry' can't be used together"),
    (
      "check law --write-expected --reason r --prune-expected",
      "'--write-expected' and '--prune-expected' can't be used together"
    ),
    ("check law --quiet --verbose", "'--quiet' and '--verbose' can't be used together"),
    ("check law --json --report html=-", "two reports would be written to standard output"),
    ("check law --report json=x --report html=x", "two reports would be written to x"),
    ("merge a.json --quiet --verbose", "'--quiet' and '--verbose' can't be used together"),
    ("stub --print env --allow-host a", "'--print' and '--allow-host' can't be used together"),
    ("stub --json", "unknown option '--json'"), ("serve --json", "unknown option '--json'"),
    ("replay --json", "unknown option '--json'"), ("record --json", "unknown option '--json'"),
    ("init --json", "unknown option '--json'"), ("help --json", "unknown option '--json'"),
    ("completions bash --json", "unknown option '--json'"),
    ("record fal/flux.1-dev --port 1", "'--port' also needs --proxy"),
    ("record fal/flux.1-dev --key k", "'--key' also needs --proxy"),
    ("record fal/flux.1-dev --as n", "'--as' also needs --proxy"),
    (
      "record fal/flux.1-dev --budget 1 --upstream stubs",
      "'--upstream stubs' and '--budget' can't be used together"
    ),
    (
      "check law --upstream live --budget 1 --upstream-listen 127.0.0.1:0",
      "'--upstream live' and '--upstream-listen' can't be used together"
    ),
    (
      "serve --host 0.0.0.0 --allow-host gateway",
      "'--host 0.0.0.0' and '--allow-host' can't be used together"
    ),
    ("record --proxy --dry-run", "'--proxy' and '--dry-run' can't be used together"),
    ("record --proxy fal/flux.1-dev", "unexpected argument 'fal/flux.1-dev' for 'record --proxy'"),
    ("recordings list --max-age 3d", "'--max-age' works only with 'recordings age'"),
    ("recordings show --inline", "'--inline' works only with 'recordings export'"),
    ("recordings list --as n", "'--as' works only with 'recordings import'"),
    ("recordings review --strict", "'--strict' works only with 'recordings import'"),
    (
      "recordings list --rule-off token=r",
      "'--rule-off' works only with 'recordings scan' and 'recordings import'"
    ),
    ("recordings export --json", "'--json' works only with 'recordings list' and"),
    ("recordings rules --recordings x", "'--recordings' works only with 'recordings list' and"),
    ("drift --reason r", "'--reason' works only with 'drift suppress'"),
    ("drift --samples 2", "'--samples' works only with 'drift learn'"),
    ("drift --issue f", "'--issue' works only with 'drift issue'"),
    ("drift rules --live", "'--live' works only with 'drift' and 'drift learn'"),
    ("drift learn --confirm 2", "'--confirm' works only with 'drift' and 'drift rehearse'"),
    ("drift learn --json", "'--json' works only with 'drift' and 'drift rules' and"),
    ("drift --from d --live", "'--from' and '--live' can't be used together"),
    ("drift --from d --upstream stubs", "'--from' and '--upstream' can't be used together"),
    ("drift --schemas --live", "'--schemas' and '--live' can't be used together"),
    ("drift --budget 1", "'--budget' also needs --live"),
    ("parity flux.2-max --gateway-key k", "'--gateway-key' also needs --gateway URL|NAME"),
    ("parity flux.2-max --strict", "'--strict' also needs --gateway URL|NAME"),
    (
      "parity --gateway reference --gateway reference --run",
      "'--gateway' and '--run' can't be used together"
    ),
    ("image a.png --seed 1", "'--seed' also needs --draw WxH"),
    ("image a.png -o b.png", "'--output' also needs --draw WxH"),
    ("image --draw 1x1 -o a.png --fast", "'--draw' and '--fast' can't be used together"),
    ("image --compare a b --fast", "'--compare' and '--fast' can't be used together"),
    ("catalog check --as m", "'--as' works only with 'catalog import'"),
    ("catalog example bfl --json", "'--json' works only with 'catalog check'"),
    (
      "golden accept --json",
      "'--json' works only with 'golden status' and 'golden coverage'"
    ),
    ("doctor --url http://127.0.0.1:1 --json", "'--url' and '--json' can't be used together"),
  ]

  @Test(arguments: calls.indices)
  func `what would be ignored is refused`(_ index: Int) async {
    let (call, message) = OptionRuleTests.calls[index]
    let run = await touchstone(call.split(separator: " ").map(String.init))
    #expect(run.code == .usage, "\(call)")
    #expect(run.errors.hasPrefix("error: \(message)"), "\(call): \(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func `what the environment says is meant for no call`() async {
    let run = await touchstone(
      ["recordings", "rules"],
      environment: ["TOUCHSTONE_RECORDINGS": "/nowhere", "TOUCHSTONE_JSON": "1"]
    )
    #expect(run.code == .success)
    #expect(run.output.hasPrefix("["))
  }

  @Test(arguments: [
    (
      ["law", "sizes/flux.2-mox"],
      "no case matches sizes/flux.2-mox. Did you mean 'sizes/flux.2-max'?"
    ),
    (["law", "--exclude", "size.tabel"], "no case matches --exclude size.tabel. Did you mean"),
    (
      ["--model", "flux.2-max", "--model", "flux.2-mox"], "no case matches --model flux.2-mox. Did"
    ),
    (["--provider", "fal", "--provider", "bfl"], "no case matches --provider bfl"),
    (
      ["--group", "law", "--group", "lav"],
      "no case matches --group lav. Did you mean '--group law'?"
    ),
  ])
  func `a word that matches nothing is told of beside one that does`(
    _ words: [String],
    _ message: String
  ) async {
    let run = await touchstone(["check", "--list"] + words)
    #expect(run.code == .usage)
    #expect(run.errors.hasPrefix("error: \(message)"), "\(run.errors)")
  }
}
