import CanonicalJSON
import Catalog
import Normalization
import Providers

/// A plan's work on a request, in a line: `size 16:9 → image_size 1365x768 · n 3 → 3 calls · sizee passed on,
/// unknown · tries fal 429, replicate 200 · replicate · asked 3 · bought 3 · delivered 3`.
struct PlanSummary {
  let request: ImageRequest
  let plan: Plan
  let purchases: Purchases
  /// Nil until the pictures are made, and where they never are.
  var outcome: ImageWork.Outcome?

  var text: String {
    let served = outcome?.served(of: plan) ?? []
    guard let attempt = served.last ?? plan.attempts.first else { return "" }
    var parts = attempt.treatments.compactMap { part($0, of: attempt) }
    if let tries = purchases.tries { parts.append("tries \(tries)") }
    let providers = served.map(\.offer.provider)
    parts.append(providers.isEmpty ? "no picture" : providers.joined(separator: " + "))
    parts.append("asked \(attempt.count)")
    parts.append("bought \(purchases.bought)")
    parts.append("delivered \(outcome?.pictures.count ?? 0)")
    return parts.joined(separator: " · ")
  }

  /// Nothing for what goes on as it came.
  private func part(_ treatment: Treatment, of attempt: Attempt) -> String? {
    let name = PlanSummary.printable(treatment.parameter)
    let value = request.fields[treatment.parameter].map(PlanSummary.word) ?? ""
    let asked = value.isEmpty ? name : "\(name) \(value)"
    if treatment.parameter == "n" { return "\(asked) → \(calls(attempt.calls.count))" }
    switch treatment.kind {
    case .dropped: return "\(name) dropped"
    case .passthrough:
      return plan.unknown.contains(treatment.parameter) ? "\(name) passed on, unknown" : nil
    case .emulated where treatment.parameter == "response_format": return nil
    case .emulated where treatment.field == nil: return "\(asked) → encoded here"
    case .renamed, .converted, .emulated:
      guard let field = treatment.field else { return nil }
      let given = attempt.calls.first?.input[field].map(PlanSummary.word) ?? ""
      guard treatment.parameter != field || given != value else { return nil }
      let end = treatment.kind == .emulated ? ", converted here" : ""
      return "\(asked) → \(field)\(given.isEmpty ? "" : " \(given)")\(end)"
    }
  }

  private func calls(_ count: Int) -> String { count == 1 ? "1 call" : "\(count) calls" }

  /// Sizes as WxH, pictures not at all, everything else as it is, in a few letters.
  private static func word(_ value: JSON) -> String {
    if let width = value["width"]?.intValue, let height = value["height"]?.intValue {
      return "\(width)x\(height)"
    }
    if value.arrayValue != nil || value == Placeholder.image(0) || value == Placeholder.mask {
      return ""
    }
    return printable(value.stringValue ?? value.text())
  }

  /// Cuts text from outside so that it can't move a terminal's cursor, nor fill its screen.
  private static func printable(_ text: String) -> String {
    let clean = text.filter { $0.isASCII && $0 >= " " && $0 != "\u{7F}" }
    return clean.count > 40 ? clean.prefix(40) + "…" : clean
  }
}
