package import CanonicalJSON
import Testing

/// The reference's plans with one natural fault, and the requirement that must name it.
package struct PlanMutant: CustomTestStringConvertible, Sendable {
  package var testDescription: String
  package var killer: String
  /// The fault's change to a request before it is planned.
  package var request: @Sendable (inout JSONObject) -> Void = { _ in }
  /// The fault's change to a plan, seeing the request.
  package var answer: @Sendable (inout JSONObject, JSONObject) -> Void = { _, _ in }

  package static let all = requestMutants + answerMutants
}

/// Natural wrong implementations, said as changes of what goes into the reference or comes out of it.
extension PlanMutant {
  private static func isPixels(_ request: JSONObject) -> Bool {
    request["size"]?.stringValue?.contains(where: { $0 == "x" || $0 == "X" }) == true
  }

  private static func bending(
    _ name: String,
    _ killer: String,
    _ change: @escaping @Sendable (inout JSONObject) -> Void
  ) -> PlanMutant {
    PlanMutant(testDescription: name, killer: killer, request: change)
  }

  static let requestMutants = [
    bending("resolution and ratio before size", "size.wxh-wins") { request in
      if isPixels(request), request["aspect_ratio"] != nil { request["size"] = nil }
    },
    bending("the parameter before size W:H", "size.ratio-beats-parameter") { request in
      if !isPixels(request), request["aspect_ratio"] != nil { request["size"] = nil }
    },
    bending("aspect_ratio is not read", "size.independent") { $0["aspect_ratio"] = nil },
    bending("size W:H is not read", "size.ratio-is-aspect") { request in
      if request["size"]?.stringValue?.contains(":") == true { request["size"] = nil }
    },
    bending("a ratio goes to the list unsorted", "size.nearest-ratio") { request in
      if request["aspect_ratio"]?.stringValue?.hasPrefix("7:") == true {
        request["aspect_ratio"] = "1:1"
      }
    },
    bending("a model row first, then the offer's", "size.ratio-distance") { request in
      // 0.88 lies nearer 4:5 than 1:1 on the model's list; fal lacks 4:5.
      if request["aspect_ratio"] == "0.88:1" { request["aspect_ratio"] = "4:5" }
    },
    bending("auto is as absent", "size.auto") { request in
      if request["size"] == "auto" { request["size"] = nil }
    },
    bending("free pixels snap to a ratio", "size.custom") { request in
      if request["size"] == "1000x600" { request["size"] = "5:3" }
    },
    bending("free pixels stop at 2048", "size.custom") { request in
      if request["size"] == "4000x500" { request["size"] = "2048x500" }
    },
    bending("too large is clamped", "size.custom-range") { request in
      if request["size"] == "14143x14142" { request["size"] = "14142x14142" }
    },
    bending("white space is trimmed", "size.malformed") { request in
      if let text = request["size"]?.stringValue {
        request["size"] = .string(text.replacing(" ", with: ""))
      }
    },
    bending("the multiplication sign is an x", "size.malformed") { request in
      if let text = request["size"]?.stringValue {
        request["size"] = .string(text.replacing("×", with: "x"))
      }
    },
    bending("what is malformed is as absent", "size.malformed") { request in
      if request["size"] == "banana" { request["size"] = nil }
    },
    bending("no size is the provider's default", "size.default") { request in
      if request["size"] == nil, request["aspect_ratio"] == nil { request["size"] = "4:3" }
    },
    bending("an edit is square unless it says otherwise", "size.edit-default") { request in
      if request["image"] != nil, request["size"] == nil { request["size"] = "1:1" }
    },
    bending("n is clamped to 10", "n.range") { request in
      if let n = request["n"]?.intValue, n > 10 { request["n"] = 10 }
    },
    bending("one picture too few", "n.count") { request in
      if let n = request["n"]?.intValue, n > 1 { request["n"] = .integer(n - 1) }
    },
    bending("unknown parameters are dropped", "norm.unknown") { $0["vendor_option"] = nil },
    bending("null is the text null", "norm.null") { request in
      for name in request.names where request[name]?.isNull == true { request[name] = 5 }
    },
    bending("values are clamped", "norm.range") { request in
      if request["output_compression"] == 101 { request["output_compression"] = 100 }
    },
    bending("an unknown response_format is url", "format.invalid") { request in
      request["response_format"] = nil
    },
  ]
}
