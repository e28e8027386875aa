import Catalog
import Mapping
import Reports
import Sessions
import Terminal

/// `map`: learns models of a gateway, tells of them, and keeps what it learned.
struct MapLearning {
  let call: Invocation
  private let mapping: MapRun

  init(_ call: Invocation) throws {
    self.init(call, before: try call.sessionPlan(call.caseSources()))
  }

  /// A session that may be about another gateway than the call's own.
  init(_ call: Invocation, before plan: SessionPlan) {
    self.call = call
    mapping = call.mapRun(plan)
  }

  func run() async throws -> ExitCode {
    let against = try MapAgainst(call)
    let (maps, isInterrupted) = try await learned()
    if !isInterrupted, !maps.contains(where: { !$0.offers.isEmpty }) {
      throw MapError.nothingServed
    }
    if let against { return isInterrupted ? .interrupted : try await against.compare(maps) }
    if call[MapOptions.draft] { return isInterrupted ? .interrupted : try draft(maps) }
    for map in maps where !call.wantsJSON {
      call.console.show(call.mapText.text(of: map))
    }
    if call.wantsJSON { call.console.write(json(maps)) }
    guard !isInterrupted else { return .interrupted }
    if keeps { try keep(maps) }
    return .success
  }

  /// Each model that the call asks for, as far as it came before an interruption.
  func learned() async throws -> (maps: [GatewayMap], isInterrupted: Bool) {
    try await interruptible(by: call.console.interruption()) {
      try await mapping.learned { tell($0, $1) }
    }
  }

  /// Says on the error stream how far it is.
  private func tell(_ subject: MapSubject, _ map: OfferMap?) {
    guard !call.isQuiet else { return }
    let what = map.map { "\($0.rows.count) rows, \($0.ranges.count) ranges" } ?? "not served"
    call.console.writeError("\(subject.name) \(subject.mode.rawValue): \(what)\n")
  }

  /// The reference's own map is printed; only a folder that is named keeps it.
  private var keeps: Bool {
    !call.wantsJSON && (mapping.plan.subject.profile != nil || call[MapOptions.folder] != nil)
  }

  private func keep(_ maps: [GatewayMap]) throws {
    let folder = try call.mapFolder()
    for map in maps where !map.offers.isEmpty {
      let (kept, file) = try folder.keep(map)
      let name = call.shown(file)
      switch kept {
      case .new:
        call.console.write("wrote \(name); 'touchstone map --check' holds the gateway to it\n")
      case .same: call.console.write("unchanged: \(name)\n")
      case .pending:
        call.console.write("needs review: \(name); 'touchstone review' shows what changed\n")
      }
    }
  }

  /// One map as its file has it, several as a list.
  private func json(_ maps: [GatewayMap]) -> String {
    guard maps.count != 1 else { return maps[0].text }
    return "[\n" + maps.map(\.text).joined(separator: ",\n") + "]\n"
  }
}
