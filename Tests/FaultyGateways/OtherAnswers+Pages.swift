import CanonicalJSON
import HTTPMessages

/// Other answers about models whose pages say less than four models' pages do.
extension OtherAnswer {
  static let inPages = [
    OtherAnswer(
      ruling: "size-generality",
      answer: "otherwise",
      prefix: "wire/sizing/imagen-4.0-generate-001/fal/t2i/ratio-",
      includesOurs: true,
      client: changing("imagen-4.0-generate-001") { request in
        let sides = request["aspect_ratio"]?.stringValue?.split(separator: ":") ?? []
        let isRatio = sides.count == 2 && sides.allSatisfy { (Double($0) ?? 0) > 0 }
        if isRatio { request["aspect_ratio"] = "1:1" }
      }
    ),
    OtherAnswer(
      ruling: "pages-generality",
      answer: "otherwise",
      prefix: "wire/prompt/imagen-4.0-generate-001/fal/t2i/empty",
      includesOurs: true,
      client: changing("imagen-4.0-generate-001") { request in
        if request["prompt"] == "" { request["prompt"] = nil }
      }
    ),
    OtherAnswer(
      ruling: "custom-inferred",
      answer: "refused",
      prefix: "wire/sizes/flux.2-pro/fal/t2i/custom",
      client: changing("flux.2-pro") { request in
        if request["size"] == "1000x600" { request["size"] = "banana" }
      }
    ),
    OtherAnswer(
      ruling: "max-output-images",
      answer: "otherwise",
      prefix: "wire/params/gpt-image-1.5/openai/t2i/n",
      includesOurs: true,
      client: { gateway in
        Sharing(next: gateway) { asked, n in
          asked["model"]?.stringValue?.hasSuffix("gpt-image-1.5") == true && 2...10 ~= n
            ? Array(repeating: 1, count: n) : nil
        }
      }
    ),
    OtherAnswer(
      ruling: "compression-tag",
      answer: "otherwise",
      prefix: "wire/params/gpt-image-1.5/openai/t2i/output_compression-",
      includesOurs: true,
      standsAlone: true,
      upstream: sending { $0["output_compression"] = nil }
    ),
    OtherAnswer(
      ruling: "unstated-prices",
      answer: "otherwise",
      prefix: "wire/cost/imagen-4.0-generate-001/fal/t2i/",
      includesOurs: true,
      standsAlone: true,
      client: answering { _, answer in answer.change("metadata") { $0["cost"] = 0.05 } }
    ),
    OtherAnswer(
      ruling: "rows-out-of-reach",
      answer: "refused",
      prefix: "wire/sizes/gpt-image-1.5/openai/t2i/",
      client: changing("gpt-image-1.5") { request in
        if ["836x1254", "1254x836"].contains(request["size"]?.stringValue ?? "") {
          request["size"] = "banana"
        }
      }
    ),
    OtherAnswer(
      ruling: "two-rows",
      answer: "otherwise",
      prefix: "wire/params/gpt-image-1.5/openai/t2i/resolution",
      includesOurs: true,
      client: changing("gpt-image-1.5") { request in
        if request["aspect_ratio"] != nil { request["aspect_ratio"] = "1:1" }
      }
    ),
    OtherAnswer(
      ruling: "edit-quality",
      answer: "otherwise",
      prefix: "wire/params/gpt-image-1.5/openai/edit/quality",
      includesOurs: true,
      client: filling { parts in
        if parts.contains(where: { $0.text == "openai/gpt-image-1.5" }) {
          parts.removeAll { $0.name == "quality" }
        }
      }
    ),
    OtherAnswer(
      ruling: "cut-names",
      answer: "otherwise",
      prefix: "wire/params/flux.2-pro/fal/t2i/enable_safety_checker",
      includesOurs: true,
      standsAlone: true,
      upstream: sending { $0["enable_safety_checker"] = nil }
    ),
  ]

  /// What is asked of one model, changed.
  private static func changing(
    _ model: String,
    _ change: @escaping @Sendable (inout JSONObject) -> Void
  ) -> Spoiler {
    asking { request in
      if request["model"]?.stringValue?.hasSuffix(model) == true { change(&request) }
    }
  }
}
