import Catalog
import CanonicalJSON
import HTTPMessages
import Synchronization

/// Every change planted at every provider, and every difference that is none.
package struct WholeRehearsal: Sendable {
  private let rehearsed: RehearsedProvider
  /// One endpoint of each provider.
  private let subjects: [Subject]

  package init(_ rehearsed: RehearsedProvider) {
    self.rehearsed = rehearsed
    var seen: Set<String> = []
    subjects = rehearsed.subjects.filter { !$0.needsPicture && seen.insert($0.provider).inserted }
  }

  package func table() async -> RehearsalTable {
    var table = RehearsalTable(providers: subjects.map(\.provider))
    for plant in PlantedChange.all {
      for subject in subjects {
        table.add(await result(of: plant, at: subject), of: plant, at: subject)
      }
    }
    for change in HarmlessChange.all {
      for subject in subjects {
        table.add(await result(of: change, at: subject), of: change, at: subject)
      }
    }
    return table
  }

  /// Counts answers, and knows whether any of them was altered.
  private final class Ledger: Sendable {
    private let state = Mutex((count: 0, isTouched: false))

    func next() -> Int {
      state.withLock { state in
        state.count += 1
        return state.count
      }
    }

    func touch() { state.withLock { $0.isTouched = true } }

    var isTouched: Bool { state.withLock { $0.isTouched } }
  }

  private func result(of plant: PlantedChange, at subject: Subject) async -> RehearsalTable.Result {
    let ledger = Ledger()
    func planted(_ edit: @escaping PlantedChange.EditByData) -> AlteredProvider {
      AlteredProvider(rehearsed.provider) { request, reply in
        guard plant.place.covers(request, reply, at: subject.facts) else { return }
        let (status, fields, bytes) = (reply.status, reply.fields, reply.bytes)
        edit(&reply, subject.facts)
        if status != reply.status || fields != reply.fields || bytes != reply.bytes {
          ledger.touch()
        }
      }
    }
    let kinds = plant.place.kinds
    let changes = await changes(
      at: subject,
      from: planted(plant.before),
      to: planted(plant.after),
      kinds: kinds
    )
    guard ledger.isTouched else { return .placeless }
    let rules = Set(changes.rules)
    return rules == [plant.rule] ? .found : .otherwise(saw: rules, troubles: changes.troubles)
  }

  private func result(
    of change: HarmlessChange,
    at subject: Subject
  ) async -> RehearsalTable.Result {
    let ledger = Ledger()
    let altered = AlteredProvider(rotating) { request, reply in
      guard change.place.covers(request, reply, at: subject.facts) else { return }
      let (status, fields, bytes) = (reply.status, reply.fields, reply.bytes)
      change.edit(&reply, ledger.next(), subject.facts)
      if status != reply.status || fields != reply.fields || bytes != reply.bytes { ledger.touch() }
    }
    let changes = await changes(at: subject, from: altered, to: altered, kinds: change.place.kinds)
    guard ledger.isTouched else { return .placeless }
    return changes.rules.isEmpty && changes.troubles.isEmpty
      ? .found : .otherwise(saw: Set(changes.rules), troubles: changes.troubles)
  }

  /// The provider under hosts with a label in front of their names, as networks for pictures have them.
  private var rotating: any HTTPHandler {
    HTTPHandlerClosure { [provider = rehearsed.provider] request in
      var request = request
      let label = request.authority.prefix { $0 != "." }
      if label.count == 2, label.first == "v", label.last?.isNumber == true {
        request.authority = String(request.authority.dropFirst(3))
      }
      return try await provider.respond(to: request)
    }
  }

  private func changes(
    at subject: Subject,
    from before: any HTTPHandler,
    to after: any HTTPHandler,
    kinds: Set<DriftJob.Kind>
  ) async -> (rules: [Rule], troubles: [String]) {
    let samples = kinds == [.schema] ? 1 : 3
    let learned = await rehearsed.run(on: before, against: [:], about: [subject], asking: kinds)
      .learned(samples: samples)
    let baselines = Dictionary(
      uniqueKeysWithValues: learned.compactMap { outcome in
        outcome.baseline(origin: .simulated, now: "", source: nil).map { (subject.id, $0) }
      }
    )
    let outcomes = await rehearsed.run(
      on: after,
      against: baselines,
      about: [subject],
      asking: kinds
    ).outcomes()
    return (
      outcomes.flatMap { $0.sightings.filter { $0.count >= 2 }.map(\.change.rule) },
      (learned + outcomes).flatMap { $0.troubles.map { "\($0.kind): \($0.trouble)" } }
    )
  }
}
