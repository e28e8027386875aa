import Bytes
import CanonicalJSON
import HTTPMessages

/// Other answers in what becomes of sizes and parameters.
extension OtherAnswer {
  static let inShapes = [
    OtherAnswer(
      ruling: "aspect-auto",
      answer: "otherwise",
      prefix: "wire/sizing/flux.2-max/fal/t2i/auto-shape",
      includesOurs: true,
      client: asking { request in
        let isOther = request["model"]?.stringValue?.hasSuffix("flux.2-max") == true
        if isOther, request["aspect_ratio"] == "auto" { request["aspect_ratio"] = "4:3" }
      }
    ),
    OtherAnswer(
      ruling: "resolution-auto",
      answer: "refused",
      prefix: "wire/sizing/flux.2-max/fal/t2i/tier-auto",
      client: asking { request in
        if request["resolution"] == "auto" { request["resolution"] = "banana" }
      }
    ),
    OtherAnswer(
      ruling: "size-words",
      answer: "accepted",
      prefix: "wire/sizing/flux.2-max/fal/t2i/",
      client: asking { request in
        let word = request["aspect_ratio"]?.stringValue ?? ""
        guard ["custom", "match_input_image"].contains(word) else { return }
        for name in ["aspect_ratio", "width", "height"] { request[name] = nil }
      }
    ),
    OtherAnswer(
      ruling: "tier-distance",
      answer: "otherwise",
      prefix: "wire/sizing/flux.2-max/replicate/t2i/tier-0.25",
      includesOurs: true,
      upstream: sending { input in
        if input["resolution"] == "1 MP" { input["resolution"] = "0.5 MP" }
      }
    ),
    OtherAnswer(
      ruling: "size-without-field",
      answer: "refused",
      prefix: "wire/sizes/flux.1-dev/replicate/edit/",
      client: filling { parts in
        let sizes: Set = ["size", "aspect_ratio", "resolution"]
        guard parts.contains(where: { $0.text == "replicate/flux.1-dev" }),
          parts.contains(where: { sizes.contains($0.name) })
        else { return }
        parts.append(MultipartPart(name: "n", text: "0"))
      }
    ),
    planted("edits without a size made square", to: "edit-default"),
    planted("a tie away from the square", to: "ratio-distance", standsAlone: true),
    planted("aspect_ratio over W:H", to: "ratio-or-parameter", standsAlone: true),
    planted("pixels off the list refused", as: "refused", to: "size-snap", standsAlone: true),
    OtherAnswer(
      ruling: "delivered-pixels",
      answer: "otherwise",
      prefix: "wire/sizes/flux.2-max/fal/t2i/4x3",
      includesOurs: true,
      client: after { request, _, response, body in
        guard request.target.path.hasPrefix("/files/") else { return }
        response.fields[.contentType] = "image/png"
        body = plainPicture
      }
    ),
  ]

  static let inParameters = [
    OtherAnswer(
      ruling: "batch-split",
      answer: "otherwise",
      prefix: "wire/n/flux.1-dev/fal/t2i/batches-",
      includesOurs: true,
      client: { gateway in
        Sharing(next: gateway) { asked, n in
          5...10 ~= n && asked["seed"] == nil ? [n - n / 2, n / 2] : nil
        }
      }
    ),
    OtherAnswer(
      ruling: "seed-overflow",
      answer: "accepted",
      prefix: "wire/n/flux.2-max/fal/t2i/seed-overflow",
      client: asking { request in
        if request["seed"]?.intValue == .max { request["seed"] = 1 }
      }
    ),
    OtherAnswer(
      ruling: "consumed-fields",
      answer: "otherwise",
      prefix: "wire/norm/flux.2-max/fal/t2i/consumed",
      includesOurs: true,
      upstream: sending { $0["user"] = "somebody" }
    ),
    OtherAnswer(
      ruling: "compression-way",
      answer: "otherwise",
      prefix: "wire/params/flux.2-max/replicate/t2i/output_compression",
      includesOurs: true,
      upstream: sending { $0["output_quality"] = nil }
    ),
    OtherAnswer(
      ruling: "lossless-source",
      answer: "otherwise",
      prefix: "wire/params/flux.2-max/fal/t2i/output_format-",
      includesOurs: true,
      upstream: sending { input in
        if input["output_format"] == "png" { input["output_format"] = "jpeg" }
      }
    ),
    OtherAnswer(
      ruling: "precedence",
      answer: "otherwise",
      prefix: "wire/params/flux.2-max/fal/t2i/size-wins",
      includesOurs: true,
      client: asking { request in
        if request["image_size"] != nil { request["size"] = nil }
      }
    ),
    OtherAnswer(
      ruling: "prompt-upsampling-fireworks",
      answer: "passed",
      prefix: "wire/params/flux.1-kontext-max/fireworks/t2i/prompt_upsampling",
      upstream: sending(to: "/fireworks/") { $0["prompt_upsampling"] = true }
    ),
    OtherAnswer(
      ruling: "tolerance-integer",
      answer: "refused",
      prefix: "wire/params/flux.2-max/fal/t2i/safety_tolerance-integer",
      client: asking { request in
        if request["safety_tolerance"]?.numberValue != nil {
          request["safety_tolerance"] = "banana"
        }
      }
    ),
    OtherAnswer(
      ruling: "stream-several",
      answer: "accepted",
      prefix: "wire/stream/flux.2-max/fal/t2i/several",
      client: asking { request in
        if request["stream"] == true { request["n"] = nil }
      }
    ),
    planted("a field that nobody asked for", to: "nothing-else", standsAlone: true),
    planted("the answer's format sent upstream", to: "format-upstream", standsAlone: true),
  ]
}

/// Shares pictures out in other parts than full calls.
struct Sharing: HTTPHandler {
  let next: any HTTPHandler
  /// How many each part asks for; nil where a request goes on as it is.
  let parts: @Sendable (JSONObject, Int) -> [Int]?

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.collected()
    guard let asked = try? JSON(parsing: body).objectValue, let n = asked["n"]?.intValue,
      let parts = parts(asked, n)
    else { return try await next.respond(to: request.carrying(body)) }
    var data: [JSON] = []
    var answer: JSONObject = [:]
    var response = HTTPResponse(200)
    for count in parts {
      var part = asked
      part["n"] = .integer(count)
      response = try await next.respond(to: request.carrying(JSON.object(part).bytes()))
      answer = try await JSON(parsing: response.body.collected()).objectValue ?? [:]
      data += answer["data"]?.arrayValue ?? []
    }
    if response.status == 200 { answer["data"] = .array(data) }
    response.body = .bytes(JSON.object(answer).bytes())
    response.fields[.contentLength] = nil
    return response
  }
}

extension HTTPRequest {
  /// The same request with another body.
  fileprivate func carrying(_ body: [UInt8]) -> HTTPRequest {
    var request = self
    request.body = .bytes(body)
    request.fields[.contentLength] = nil
    return request
  }
}
