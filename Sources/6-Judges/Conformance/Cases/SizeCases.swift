import Contract
import CanonicalJSON
import Catalog

/// Sizes off the lists, judged by the oracle.
struct SizeCases {
  let testimony: Testimony

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in SizeCases.requests(place).compactMap { item(place, $0) } }
  }

  /// A request with the rule that it is about.
  struct Request: Sendable {
    var name: String
    var requirement: RequirementName
    var fields: JSONObject
    /// The citation that the rule stands on here, where a page does not say so much.
    var citation: Citation?
  }

  func item(_ place: OfferInMode, _ request: Request) -> Case? {
    let answer = place.oracle.answer(to: request.fields)
    var question = Question(
      place,
      id: "sizing/\(place.steps)/\(request.name)",
      [request.requirement],
      request.fields,
      expectation: SizeCases.summary(answer)
    )
    if let citation = request.citation { question = question.citing(citation) }
    if case .fields = answer, place.operation.sizing.fields.isEmpty {
      question = question.citing(.sizeWithoutField)
    }
    question.looksAtPicture = false
    guard case .fields(let fields, let delivers) = answer else {
      guard request.requirement == .sizeMalformed else { return testimony.refused(question) }
      return testimony.refused(question) { seen in
        seen.errs("INVALID_REQUEST") + seen.unnamedForms(of: request.fields.names)
      }
    }
    let others = (place.operation.sizing.fields + ["size"]).filter { fields[$0] == nil }
    return testimony.served(question) { seen in
      guard let call = seen.calls.first else { return seen.calls(1) }
      return call.differs(from: fields, without: others, at: place) + seen.plans(delivers)
    }
  }

  /// The forms that a refusal must tell for a client to know better: a way to write each field.
  static let forms = [
    "size": ["x", "W:H"], "aspect_ratio": ["W:H"], "resolution": ["1K"],
  ]

  private static func summary(_ answer: SizeAnswer) -> String {
    switch answer {
    case .refused: return "400, and nobody called"
    case .fields(let fields, .open): return "input \(JSON.object(fields).text())"
    case .fields(let fields, .pixels(let width, let height)):
      return "input \(JSON.object(fields).text()); delivers \(width)x\(height)"
    }
  }
}

extension Evidence {
  /// A mismatch where a plan delivers other pixels; over the wire the picture is a small one.
  fileprivate func plans(_ delivery: SizeAnswer.Delivered) -> [Mismatch] {
    guard plan != nil, case .pixels(let width, let height) = delivery else { return [] }
    return compares(
      answer?["size"],
      with: ["width": .integer(width), "height": .integer(height)],
      at: "size",
      "delivers"
    )
  }

  /// A mismatch where a refusal names no way to write any of these fields.
  fileprivate func unnamedForms(of names: [String]) -> [Mismatch] {
    // Without a message, its shape is what is wrong.
    guard let message = answer?["error"]?["message"]?.stringValue, !message.isEmpty else {
      return []
    }
    let isHelpful = names.contains { name in
      SizeCases.forms[name]?.allSatisfy(message.contains) ?? false
    }
    return isHelpful
      ? []
      : compares(
        .string(message),
        with: "a message that names the accepted forms",
        at: "error",
        "message"
      )
  }
}
