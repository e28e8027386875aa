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
    let (learned, isInterrupted) = try await learned()
    let code = isInterrupted ? interrupted(learned) : .success
    if let against { return isInterrupted ? code : try await against.compare(learned.maps) }
    if call[MapOptions.draft] {
      try draft(learned.maps)
      return code
    }
    for map in learned.maps where !call.wantsJSON {
      call.console.show(call.mapText.text(of: map))
    }
    if call.wantsJSON { call.console.write(GatewayMap.text(of: learned.maps)) }
    if keeps {
      try keep(learned.maps)
    } else if !call.wantsJSON && !call.isQuiet {
      call.console.writeError("not kept, as it is the reference's own; --maps DIR keeps it\n")
    }
    return code
  }

  /// Each model that the call asks for, as far as it came before an interruption.
  func learned() async throws -> (learned: MapRun.Learned, isInterrupted: Bool) {
    try await interruptible(by: call.console.interruption()) {
      try await mapping.learned { tell($0, $1) }
    }
  }

  private func interrupted(_ learned: MapRun.Learned) -> ExitCode {
    call.console.writeError("interrupted: \(learned.summary)\n")
    return .interrupted
  }

  /// Says on the error stream how far it is.
  private func tell(_ subject: MapSubject, _ found: MapFound) {
    guard !call.isQuiet else { return }
    call.console.writeError("\(subject.name) \(subject.mode.rawValue): \(found.summary)\n")
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
}
