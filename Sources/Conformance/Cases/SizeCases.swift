import CanonicalJSON
import Catalog
import Findings

/// Sizes off the lists, judged by the oracle.
struct SizeCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      SizeCases.requests(place).map { item(place, $0) }
    }
  }

  /// A request with the rule that it is about.
  struct Request: Sendable {
    var name: String
    var requirement: String
    var fields: JSONObject
  }

  private func item(_ place: OfferInMode, _ request: Request) -> Case {
    let oracle = place.oracle
    let answer = oracle.answer(to: request.fields)
    let question = Question(
      place,
      id: "sizing/\(place.steps)/\(request.name)",
      [request.requirement],
      request.fields,
      expectation: SizeCases.summary(answer),
      source: "ruling on sizes, by the judge's own arithmetic"
    )
    return question.planned { plan in
      let unnamed = request.requirement == "size.malformed" ? SizeCases.unnamedForms(plan) : []
      return [
        Judgement(request.requirement, SizeCases.mismatches(plan, answer, oracle) + unnamed)
      ]
    }
  }

  static func mismatches(
    _ plan: PlanView,
    _ answer: SizeAnswer,
    _ oracle: SizeOracle
  ) -> [Mismatch] {
    guard case .fields(let fields, let delivers) = answer else { return plan.admission }
    guard plan.refusal.isEmpty else { return plan.refusal }
    let others = oracle.sizeFields.filter { fields[$0] == nil }
    var found = plan.lacks(fields) + plan.holds(anyOf: others + ["size"])
    if case .pixels(let width, let height) = delivers {
      let expected: JSON = ["width": .integer(width), "height": .integer(height)]
      found += plan.compares(plan.delivers, with: expected, at: "size", "delivers")
    }
    return found
  }

  /// What a refusal must say for a client to know better: a way to write each field.
  static let forms = [
    "size": ["x", "W:H"], "aspect_ratio": ["W:H"], "resolution": ["1K"],
  ]

  private static func unnamedForms(_ plan: PlanView) -> [Mismatch] {
    guard let error = plan.error else { return [] }
    let message = error["message"]?.stringValue ?? ""
    let field = error["param"]?.stringValue ?? ""
    guard let wanted = forms[field], wanted.allSatisfy(message.contains) else {
      return [
        Mismatch(
          side: .plan,
          pointer: JSONPointer(["error", "message"]),
          actual: .string(message),
          expected: "a message that names the accepted forms, for the field to blame"
        )
      ]
    }
    return []
  }

  private static func summary(_ answer: SizeAnswer) -> String {
    switch answer {
    case .refused: return "400, and nobody called"
    case .fields(let fields, .open): return "input \(JSON.object(fields).text())"
    case .fields(let fields, .pixels(let width, let height)):
      return "input \(JSON.object(fields).text()); delivers \(width)x\(height)"
    }
  }
}
