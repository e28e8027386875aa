import Terminal

/// How a run goes, once there is one.
enum RunOptions {
  static let jobs = Option.integer(
    "jobs N",
    "how many cases run at a time"
  ).defaulting(to: "16")
  static let repeats = Option.integer(
    "repeat N",
    "run each case this often; one that does not always pass fails the run"
  ).defaulting(to: "1")
  static let shuffle = Option.integer(
    "shuffle SEED",
    "run the cases in another order, which this number decides",
    atLeast: 0
  ).defaulting(to: "the order of the list")
  static let retries = Option.integer(
    "retry N",
    "try a failed case again this often; one that then passes is flaky",
    atLeast: 0,
    unlessGiven: 0
  )
  static let failFast = Option.flag("fail-fast", "stop at the first failure")
  static let watches = Option.flag(
    "watch",
    "run again what failed whenever files of the gateway or goldens change, until interrupted"
  )

  static let all = Options(jobs, retries, repeats, shuffle, failFast)
}
