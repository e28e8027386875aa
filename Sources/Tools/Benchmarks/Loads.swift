/// One workload at two servers in turn.
struct Loads {
  private let wrk: Wrk
  private let ours: String
  private let theirs: String
  private let connections: Int
  private let posts: Bool

  init(_ wrk: Wrk, ours: String, theirs: String, connections: Int = 32, posts: Bool) {
    self.wrk = wrk
    self.ours = ours
    self.theirs = theirs
    self.connections = connections
    self.posts = posts
  }

  func figures(_ what: String) async throws -> [Figure] {
    var rounds: [(ours: Load, theirs: Load)] = []
    for _ in 0..<roundCount {
      let first = try await load(ours)
      rounds.append((first, try await load(theirs)))
    }
    let rates = rounds.map { $0.ours.requestsPerSecond / $0.theirs.requestsPerSecond }
    let tails = rounds.map { $0.ours.p99 / $0.theirs.p99 }
    return [
      .spread("\(what), ours", rounds.map(\.ours.requestsPerSecond), unit: "requests/s"),
      .spread("\(what), nginx", rounds.map(\.theirs.requestsPerSecond), unit: "requests/s"),
      .spread("\(what), rate", rates, unit: "of nginx"),
      .spread("\(what), p99", tails, unit: "times nginx"),
    ]
  }

  private func load(_ url: String) async throws -> Load {
    try await wrk.load(url, connections: connections, posts: posts)
  }
}
