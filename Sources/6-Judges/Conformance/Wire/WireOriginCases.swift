import Contract
import CanonicalJSON
import Catalog
import HTTPMessages

/// Pages of other origins, which a browser lets call a gateway only where it says that they may.
struct WireOriginCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    guard let place = places.first(where: { $0.mode == .textToImage }) else { return [] }
    return [preflight(place), answer(place)]
  }

  private static let origin = "https://app.example"

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ expectation: String
  ) -> Question {
    var question = Question(
      place,
      id: "wire/http/\(name)",
      [.httpCors],
      ["prompt": Ask.smallPicture],
      expectation: expectation
    ).telling(["closed": { $0.admits(nobodyFrom: WireOriginCases.origin) }])
    question.ask.extra["Origin"] = WireOriginCases.origin
    return question
  }

  /// A browser asks before it sends a request with a key.
  private func preflight(_ place: OfferInMode) -> Case {
    var question = question(place, "cors-preflight", "a preflight that is allowed")
    question.ask.method = .options
    question.ask.encoding = .raw({ [] }, type: nil)
    question.ask.scheme = nil
    question.ask.extra["Access-Control-Request-Method"] = "POST"
    question.ask.extra["Access-Control-Request-Headers"] = "authorization, content-type"
    return question.judged { seen in
      let isAllowed = 200..<300 ~= seen.status
      let status = isAllowed ? [] : seen.answers(204)
      return [Judgement(.httpCors, status + seen.admits(WireOriginCases.origin))]
    }
  }

  /// Without this field a page may send the request and not read the answer.
  private func answer(_ place: OfferInMode) -> Case {
    question(place, "cors-answer", "an answer that the page may read")
      .served { $0.admits(WireOriginCases.origin) }
  }
}

extension Evidence {
  private var allowedOrigin: String? { fields["Access-Control-Allow-Origin"] }

  /// A mismatch where a page of this origin may not read the answer.
  fileprivate func admits(_ origin: String) -> [Mismatch] {
    guard allowedOrigin != "*", allowedOrigin != origin else { return [] }
    return compares(
      allowedOrigin.map(JSON.string),
      with: .string(origin),
      at: "headers",
      "Access-Control-Allow-Origin"
    )
  }

  /// A mismatch where a page of this origin may read the answer.
  fileprivate func admits(nobodyFrom origin: String) -> [Mismatch] {
    guard admits(origin).isEmpty else { return [] }
    return compares(
      allowedOrigin.map(JSON.string),
      with: .null,
      at: "headers",
      "Access-Control-Allow-Origin"
    )
  }
}

extension RequirementName {
  static let httpCors = RequirementName("http.cors")
}
