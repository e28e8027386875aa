import Bytes
import CanonicalJSON
import Catalog
import Contract

/// A provider that delivers by another rule than the catalog has it, as one picture shows.
struct DeliveryTurn {
  private let subject: Subject
  private let rule: DeliveryRule
  /// `step 16 → step 32`.
  let title: String

  /// Nil where no rule that is known gives these pixels for what was asked, or where the known one does.
  init?(_ change: Change, at subject: Subject) {
    guard change.rule == .picturePixelsChanged, let asked = change.asked,
      let input = (try? JSON(parsing: Array(asked.utf8)))?.objectValue,
      let size = change.after?.stringValue
    else { return nil }
    let operation = subject.operation
    let source = subject.needsPicture ? CheapestInput.source : nil
    func gives(_ rule: DeliveryRule?) -> Bool {
      operation.delivers(input: input, source: source, by: rule)?.description == size
    }
    guard !gives(nil), let rule = DeliveryTurn.candidates.first(where: gives) else { return nil }
    self.subject = subject
    self.rule = rule
    title = "\(DeliveryTurn.title(of: operation, asked: input)) → \(rule.title)"
  }

  private static let candidates: [DeliveryRule] = [
    .step(8), .step(16), .step(32), .step(64), .exact,
  ]

  private static func title(of operation: Operation, asked: JSONObject) -> String {
    let isSized = operation.sizing.fields.contains { asked[$0] != nil }
    switch operation.sizing {
    case .sides(let sizing) where isSized: return DeliveryRule.step(sizing.width.step).title
    case .pixels where isSized: return DeliveryRule.exact.title
    case .ratio where isSized: return operation.delivery.title
    default: return (operation.sourceDelivery ?? operation.delivery).title
    }
  }

  /// Whether a line awaits pixels that the new rule does not give.
  func breaks(_ line: ExpectedLine) -> Bool {
    guard case .pixels(let pixels) = line.delivers, line.mode == subject.mode.rawValue,
      let new = subject.operation.delivers(input: line.input, source: nil, by: rule)
    else { return false }
    return new != pixels
  }
}
