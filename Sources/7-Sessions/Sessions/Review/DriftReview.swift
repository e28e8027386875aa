import CanonicalJSON
package import Catalog
import Conformance
package import Contract
package import Drift
import Files

/// The changes of providers that drift remembers, and those that it does not believe yet.
package struct DriftReview: ReviewSource {
  private let state: DriftStateFile
  private let places: DriftPlaces
  private let subjects: [Subject]
  private let edits: CatalogEdits
  /// `2026-12-31`, or later that day.
  private let today: String

  package init(
    _ state: DriftStateFile,
    places: DriftPlaces,
    about subjects: [Subject],
    in catalog: ModelCatalog,
    layers: GoldenLayers,
    today: String
  ) {
    self.state = state
    self.places = places
    self.subjects = subjects
    edits = CatalogEdits(catalog: catalog, layers: layers)
    self.today = today
  }

  /// How often a change must be seen before it is believed, where no run has said so.
  private static let confirm = 2

  package func items() throws -> [ReviewItem] {
    let state = try state.read()
    let changes = try changes(state)
    let suppressions = try places.suppressions().suppressions.filter { !$0.isOver(today: today) }
    return state.sightings.sorted { ($0.value.subject, $0.key) < ($1.value.subject, $1.key) }
      .filter { fingerprint, _ in
        !suppressions.contains { suppression in
          suppression.pattern == fingerprint
            || changes[fingerprint].map(suppression.covers) ?? false
        }
      }
      .map { fingerprint, sighting in
        let isBelieved =
          state.confirmed?.contains(fingerprint) ?? false
          || sighting.streak >= DriftReview.confirm
        return ReviewItem(
          kind: isBelieved ? .change : .quarantined,
          id: fingerprint,
          summary: "\(sighting.subject) \(sighting.pointer): \(sighting.rule)",
          difference: text(sighting, changes[fingerprint])
        )
      }
  }

  package func decide(_ decision: ReviewDecision, on item: ReviewItem) throws -> String {
    switch decision {
    case .accept: return try accept([item.id])
    case .reject:
      var state = try state.read()
      state.sightings[item.id] = nil
      state.confirmed?.removeAll { $0 == item.id }
      try self.state.write(state)
      return "rejected \(item.id): forgotten until it is seen again\n"
    case .suppress(let until, let reason):
      let file = try places.suppress([item.id], because: reason, until: until.description)
      return "suppressed \(item.id) until \(until) in \(file)\n"
    }
  }

  /// Makes what the last run saw of each endpoint that shows one of these its baseline; of all where none is named.
  package func accept(_ fingerprints: [String]) throws -> String {
    var state = try state.read()
    let kept = try places.keptBaselines()
    var open = Set(fingerprints)
    var told = ""
    for accepted in state.accept(&open, of: subjects, over: try kept.all()) {
      let file = accepted.subject.fileName
      try kept.write(accepted.baseline, as: file)
      told += try "accepted \(kept.folder.path(of: file))\n" + text(accepted)
    }
    if let unknown = open.min() { throw DriftFault.unknownFingerprint(unknown) }
    try self.state.write(state)
    return told
  }

  /// The changes that were accepted, and what became of the catalog where it says otherwise.
  private func text(_ accepted: AcceptedChanges) throws -> String {
    let changes = accepted.changes.map { change in
      "  \(change.fingerprint) \(change.rule.id) \(change.pointer)\n"
    }
    return try changes.joined() + editCatalog(accepted)
  }

  private func editCatalog(_ accepted: AcceptedChanges) throws -> String {
    let (subject, catalog) = (accepted.subject, edits.catalog)
    let asked = accepted.changes.filter { CatalogEdit($0, at: subject).text != nil }
    guard !asked.isEmpty else { return "" }
    let texts = asked.compactMap { CatalogEdit($0, at: subject).text }.joined()
    let document = asked.reduce(catalog.document(of: subject.model)) { document, change in
      CatalogEdit(change, at: subject).applied(to: document)
    }
    let file = catalog.extending(subject.model, to: document).flatMap { file in
      let draft = ModelCatalog.File(name: "draft", text: file.text())
      return (try? ModelCatalog(files: [draft], over: catalog)) == nil ? nil : file
    }
    if let written = try file.flatMap({ try edits.write($0, for: subject.model) }) {
      return "the catalog said otherwise:\n\(texts)\(written)"
    }
    let places = edits.places(of: subject.model)
    let lines = asked.compactMap { change in
      places?.edit(change, at: ["offers", subject.offer.key, change.inputField ?? ""])
    }
    return "the catalog says otherwise; to edit:\n\(texts)\(lines.joined())"
  }

  /// The changes between baselines and what was seen last, by their fingerprints.
  private func changes(_ state: DriftState) throws -> [String: Change] {
    let baselines = try places.baselines.all()
    let changes = state.subjects.flatMap { subject, standing -> [Change] in
      guard let observed = standing.observed, let baseline = baselines[subject] else { return [] }
      return observed.changes(
        from: baseline.portrait,
        at: subject,
        source: .answer,
        evidence: "the last run"
      )
    }
    return Dictionary(changes.map { ($0.fingerprint, $0) }) { first, _ in first }
  }

  private func text(_ sighting: DriftState.Sighting, _ change: Change?) -> String {
    let head = "--- \(sighting.subject) \(sighting.pointer)\n"
    let seen = " seen \(sighting.streak) times in a row, first at \(sighting.firstSeen)\n"
    guard let change else { return head + seen }
    func lines(_ value: JSON?) -> [UInt8] { value.map { $0.bytes(.pretty) } ?? [] }
    return head + " \(change.rule.sentence)\n" + seen
      + LineDifference.text(from: lines(change.before), to: lines(change.after))
  }
}
