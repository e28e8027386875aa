import Bytes
package import CanonicalJSON
import Catalog

extension Plan {
  /// The plan as `touchstone explain --json` prints it.
  package var json: JSON {
    [
      "model": .string(model.id),
      "mode": .string(mode.rawValue),
      "error": .null,
      "plans": .array(attempts.enumerated().map { $0.element.json(rank: $0.offset + 1) }),
      "unavailable": .array(
        unavailable.map { ["offer": .string($0.offer), "reason": .string($0.reason)] }
      ),
    ]
  }
}

extension RequestFault {
  /// The error object of the answer that the client gets.
  package var json: JSON {
    [
      "message": .string(message),
      "type": "invalid_request_error",
      "param": parameter.map { .string($0) } ?? .null,
      "code": .string(code.rawValue),
    ]
  }
}

extension Attempt {
  fileprivate func json(rank: Int) -> JSON {
    [
      "offer": .string(offer.key),
      "provider": .string(offer.provider),
      "rank": .integer(rank),
      "calls": .array(
        calls.map { ["endpoint": .string($0.endpoint), "input": .object($0.input)] }
      ),
      "treatments": .array(treatments.map(\.json)),
      "dropped": .array(
        dropped.map {
          ["parameter": .string($0.parameter), "reason": .string($0.reason ?? "")]
        }
      ),
      "convert": output.json,
      "size": size.json,
      "cost": cost(pictures: count).map(\.json) ?? .null,
    ]
  }
}

extension Treatment {
  fileprivate var json: JSON {
    [
      "parameter": .string(parameter),
      "treatment": .string(kind.rawValue),
      "as": field.map { .string($0) } ?? .null,
    ]
  }
}

extension OutputPlan {
  fileprivate var json: JSON {
    guard let convertsTo else { return .null }
    return [
      "format": .string(convertsTo),
      "quality": quality.map { .integer($0) } ?? .null,
    ]
  }
}

extension SizeChoice {
  fileprivate var json: JSON {
    [
      "row": row.map { row in
        [
          "width": .integer(row.pixels.width),
          "height": .integer(row.pixels.height),
          "aspect_ratio": .string(row.ratio.text),
          "resolution": .string(row.tier.name),
        ]
      } ?? .null,
      "grade": grade.map { .string($0.rawValue) } ?? .null,
      "delivers": delivers.map(\.json) ?? .null,
    ]
  }
}
