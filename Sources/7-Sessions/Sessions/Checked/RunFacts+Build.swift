package import Contract
import Recordings

extension RunFacts {
  /// The facts of a run that begins now, in seconds since 1970, by this version of the program.
  package init(version: String, at now: Int, environment: [String: String]) {
    let build = BuildFacts(environment)
    self.init()
    began = "\(UTCTime(milliseconds: now * 1_000))".prefix(19) + "Z"
    self.version = version
    commit = build.commit
    branch = build.branch
    self.build = build.page
  }
}
