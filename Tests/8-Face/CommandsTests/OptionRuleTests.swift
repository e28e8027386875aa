import Terminal
import TestSupport
import Testing

@testable import Commands

/// Calls whose options contradict each other, or say something to nobody.
@Suite(.heavy)
struct OptionRuleTests {
  static let calls: [(call: String, message: String)] = [
    ("check law --list --report json=x", "'--list' and '--report' can't both hold"),
    ("check law --list --repeat 3", "'--list' and '--repeat' can't both hold"),
    ("check law --list --trace", "'--list' and '--trace' can't both hold"),
    ("check law --list --pending", "'--list' and '--pending' can't both hold"),
    ("check law --repeat 3 --retry 1", "'--repeat' and '--retry' can't both hold"),
    (
      "check law --write-expected --reason r --prune-expected",
      "'--write-expected' and '--prune-expected' can't both hold"
    ),
    ("check law --quiet --verbose", "'--quiet' and '--verbose' can't both hold"),
    ("check law --json --report html=-", "two things would be written to standard output"),
    ("check law --report json=x --report html=x", "two things would be written to x"),
    ("merge a.json --quiet --verbose", "'--quiet' and '--verbose' can't both hold"),
    ("stub --print env --allow-host a", "'--print' and '--allow-host' can't both hold"),
    ("stub --json", "unknown option '--json'"), ("serve --json", "unknown option '--json'"),
    ("replay --json", "unknown option '--json'"), ("record --json", "unknown option '--json'"),
    ("init --json", "unknown option '--json'"), ("help --json", "unknown option '--json'"),
    ("completions bash --json", "unknown option '--json'"),
    ("record fal/flux.1-dev --port 1", "'--port' needs --proxy beside it"),
    ("record fal/flux.1-dev --key k", "'--key' needs --proxy beside it"),
    ("record fal/flux.1-dev --as n", "'--as' needs --proxy beside it"),
    (
      "record fal/flux.1-dev --budget 1 --upstream stubs",
      "'--upstream stubs' and '--budget' can't both hold"
    ),
    (
      "check law --upstream live --budget 1 --upstream-listen 127.0.0.1:0",
      "'--upstream live' and '--upstream-listen' can't both hold"
    ),
    (
      "serve --host 0.0.0.0 --allow-host gateway",
      "'--host 0.0.0.0' and '--allow-host' can't both hold"
    ),
    ("record --proxy --dry-run", "'--proxy' and '--dry-run' can't both hold"),
    ("record --proxy fal/flux.1-dev", "'record --proxy' does not know what to do with"),
    ("recordings list --max-age 3d", "'--max-age' says something to 'recordings age' alone"),
    ("recordings show --inline", "'--inline' says something to 'recordings export' alone"),
    ("recordings list --as n", "'--as' says something to 'recordings import' alone"),
    ("recordings review --strict", "'--strict' says something to 'recordings import' alone"),
    (
      "recordings list --rule-off token=r",
      "'--rule-off' says something to 'recordings scan' and 'recordings import' alone"
    ),
    ("recordings export --json", "'--json' says something to 'recordings list' and"),
    ("recordings rules --recordings x", "'--recordings' says something to 'recordings list' and"),
    ("drift --reason r", "'--reason' says something to 'drift suppress' alone"),
    ("drift --samples 2", "'--samples' says something to 'drift learn' alone"),
    ("drift --issue f", "'--issue' says something to 'drift issue' alone"),
    ("drift rules --live", "'--live' says something to 'drift' and 'drift learn' alone"),
    ("drift learn --confirm 2", "'--confirm' says something to 'drift' and 'drift rehearse' alone"),
    ("drift learn --json", "'--json' says something to 'drift' and 'drift rules' and"),
    ("drift --from d --live", "'--from' and '--live' can't both hold"),
    ("drift --from d --upstream stubs", "'--from' and '--upstream' can't both hold"),
    ("drift --schemas --live", "'--schemas' and '--live' can't both hold"),
    ("drift --budget 1", "'--budget' needs --live beside it"),
    ("parity flux.2-max --gateway-key k", "'--gateway-key' needs --gateway URL|NAME beside it"),
    ("parity flux.2-max --strict", "'--strict' needs --gateway URL|NAME beside it"),
    (
      "parity --gateway reference --gateway reference --run",
      "'--gateway' and '--run' can't both hold"
    ),
    ("image a.png --seed 1", "'--seed' needs --draw WxH beside it"),
    ("image a.png -o b.png", "'--output' needs --draw WxH beside it"),
    ("image --draw 1x1 -o a.png --fast", "'--draw' and '--fast' can't both hold"),
    ("image --compare a b --fast", "'--compare' and '--fast' can't both hold"),
    ("catalog check --as m", "'--as' says something to 'catalog import' alone"),
    ("catalog example bfl --json", "'--json' says something to 'catalog check' alone"),
    (
      "golden accept --json",
      "'--json' says something to 'golden status' and 'golden coverage' alone"
    ),
    ("doctor --url http://127.0.0.1:1 --json", "'--url' and '--json' can't both hold"),
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
