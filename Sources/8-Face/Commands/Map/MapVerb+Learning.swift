import CanonicalJSON
import Catalog
import Files
import Mapping
import Reports
import Sessions
import Terminal

extension MapVerb {
  /// Learns models of a gateway, tells of them, and keeps what it learned.
  static func learn(_ call: Invocation) async throws -> ExitCode {
    let plan = try call.sessionPlan(call.caseSources())
    let account = try call.mapAccount()
    let (learned, isInterrupted) = try await learned(of: plan, call)
    if isInterrupted { call.console.writeError("interrupted: \(learned.summary)\n") }
    if let account {
      return isInterrupted
        ? .interrupted : try await compare(learned.maps, with: account, call: call)
    }
    if call[MapOptions.draft] {
      try draft(learned.maps, call)
    } else {
      show(learned.maps, call)
      try keep(learned.maps, of: plan, call: call)
    }
    return isInterrupted ? .interrupted : .success
  }

  /// Each model that the call asks for, as far as it came before an interruption.
  private static func learned(
    of plan: SessionPlan,
    _ call: Invocation
  ) async throws -> (learned: MapRun.Learned, isInterrupted: Bool) {
    try await interruptible(by: call.console.interruption()) {
      try await call.mapRun(plan).learned { subject, found in
        guard !call.isQuiet else { return }
        call.console.writeError("\(subject.name) \(subject.mode.rawValue): \(found.summary)\n")
      }
    }
  }

  /// Prints where the maps and another account differ.
  private static func compare(
    _ maps: [GatewayMap],
    with account: MapAccount,
    call: Invocation
  ) async throws -> ExitCode {
    let comparisons = try await account.comparisons(with: maps) { plan in
      let (others, isInterrupted) = try await learned(of: plan, call)
      guard isInterrupted else { return others.maps }
      call.console.writeError("interrupted: \(others.summary) at \(plan.subject.name)\n")
      return nil
    }
    guard let comparisons else { return .interrupted }
    if call.wantsJSON {
      call.console.write(JSON.array(comparisons.map(\.json)).text(.pretty) + "\n")
    } else {
      for comparison in comparisons { call.console.show(call.mapText.text(of: comparison)) }
    }
    return .success
  }

  /// Prints a catalog model for each map, or puts it where the call says, and names what is left to decide.
  private static func draft(_ maps: [GatewayMap], _ call: Invocation) throws {
    for map in maps where !map.offers.isEmpty {
      let draft = try MapDraft(map)
      if let target = call[.output]?.file {
        try call.folder.write(Array(draft.text.utf8), at: target)
        call.console.write("wrote \(target)\n")
      } else {
        call.console.write(draft.text)
      }
      for place in draft.undecided {
        call.console.writeError("undecided: \(place.pointer): \(place.why)\n")
      }
    }
  }

  private static func show(_ maps: [GatewayMap], _ call: Invocation) {
    guard !call.wantsJSON else { return call.console.write(GatewayMap.text(of: maps)) }
    for map in maps { call.console.show(call.mapText.text(of: map)) }
  }

  /// Keeps the maps; the reference's own only where a folder is named.
  private static func keep(
    _ maps: [GatewayMap],
    of plan: SessionPlan,
    call: Invocation
  ) throws {
    guard !call.wantsJSON else { return }
    guard plan.subject.profile != nil || call[MapOptions.folder] != nil else {
      if !call.isQuiet {
        call.console.writeError("not kept, as it is the reference's own; --maps DIR keeps it\n")
      }
      return
    }
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
