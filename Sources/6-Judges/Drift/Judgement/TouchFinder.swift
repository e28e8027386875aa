package import Contract
import CanonicalJSON
import Catalog

/// Finds what changes touch.
package struct TouchFinder: Sendable {
  private let subjects: [String: Subject]
  private let lines: [String: [ExpectedLine]]

  package init(subjects: [Subject], expected: [ExpectedLine]) {
    self.subjects = Dictionary(subjects.map { ($0.id, $0) }) { first, _ in first }
    lines = Dictionary(grouping: expected, by: \.offer)
  }

  package func touches(_ change: Change) -> Touches {
    guard let subject = subjects[change.subject] else { return Touches() }
    let own = lines[subject.offer.key] ?? []
    let turn = DeliveryTurn(change, at: subject)
    return Touches(
      catalog: catalog(subject, change, turn: turn),
      lines: own.filter { turn?.breaks($0) ?? isAbout($0, change) }
    )
  }

  private func catalog(
    _ subject: Subject,
    _ change: Change,
    turn: DeliveryTurn?
  ) -> [String] {
    let place = "\(subject.model.id): \(subject.offer.key)"
    switch change.rule {
    case .picturePixelsChanged:
      return ["\(place) delivery" + (turn.map { ": \($0.title)" } ?? "")]
    case .pictureFormatChanged: return ["\(place) formats"]
    case .priceRaised, .priceLowered: return ["\(place) price"]
    case .endpointGone, .endpointAdded: return ["\(place) endpoint"]
    default: break
    }
    guard let field = change.inputField else { return [] }
    return Mode.allCases.compactMap { mode in
      guard let operation = subject.offer.operations[mode],
        operation.endpoint == subject.endpoint
      else { return nil }
      return "\(place) \(mode.rawValue) \(field)"
    }
  }

  /// Lines that send the field, that await those pixels, or, where the endpoint is gone, all.
  private func isAbout(_ line: ExpectedLine, _ change: Change) -> Bool {
    if let field = change.inputField {
      return line.input[field] != nil || line.absent.contains(field)
        || line.inputs.contains { $0[field] != nil }
    }
    switch change.rule {
    case .endpointGone: return true
    case .picturePixelsChanged:
      if case .pixels = line.delivers { return true }
      return false
    default: return false
    }
  }
}
