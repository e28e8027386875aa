import Bytes
import CanonicalJSON
package import HTTPMessages
import HTTPTransport
package import Offline
import Providers
import Synchronization
import Testing

/// A gateway that differs from the reference and is right all the same, so that no case may blame it.
package struct CorrectGateway: Sendable, CustomTestStringConvertible {
  package var testDescription: String
  /// Where the cases stand that could be wrong about it.
  package var prefixes: [String]
  package var client: @Sendable (any HTTPHandler) -> any HTTPHandler = { $0 }
  package var upstream: @Sendable (any HTTPHandler) -> any HTTPHandler = { $0 }
  package var options: Offline.Options = WireTrial.options

  package static let all = upstreams + clients

  private static let upstreams = [
    CorrectGateway(
      testDescription: "the preset square_hd for 1024x1024",
      prefixes: ["sizes/flux.2-max/fal/t2i", "cost/flux.2-max/fal/t2i"],
      upstream: sending { input in
        if input["image_size"] == ["width": 1024, "height": 1024] {
          input["image_size"] = "square_hd"
        }
      }
    ),
    CorrectGateway(
      testDescription: "fal's queue",
      prefixes: [
        "sizes/flux.2-max/fal/t2i", "n/flux.2-max/fal", "faults/flux.2-max/fal/t2i",
        "failover/flux.2-max/any/t2i", "format/flux.2-max/fal", "response/flux.1-dev/fal",
        "money/flux.2-max/fal", "keys/flux.2-max/fal", "net/flux.2-max/fal",
      ],
      options: queued
    ),
    CorrectGateway(
      testDescription: "URLs for the client's pictures",
      prefixes: ["edit/flux.2-max/fal/edit", "params/flux.2-max/fal/edit/image"],
      upstream: { Uploading(next: $0) }
    ),
    CorrectGateway(
      testDescription: "bare base64 for the client's picture, which Fireworks takes",
      prefixes: ["edit/flux.1-kontext-max/fireworks/edit"],
      upstream: sending { input in
        guard let url = input["input_image"]?.stringValue, url.hasPrefix("data:") else { return }
        input["input_image"] = .string(String(url.drop { $0 != "," }.dropFirst()))
      }
    ),
    CorrectGateway(
      testDescription: "defaults said out loud",
      prefixes: ["sizes/flux.1-dev/fal/t2i", "params/flux.1-dev/fal/t2i"],
      upstream: sending { input in
        for (name, value) in defaults where input[name] == nil { input[name] = value }
      }
    ),
    CorrectGateway(
      testDescription: "free pixels where the provider has a ratio of the same",
      prefixes: [
        "sizes/flux.2-max/replicate/t2i/4x3", "spellings/flux.2-max/replicate/t2i/4x3-1K",
      ],
      upstream: sending { input in
        guard input["aspect_ratio"] == "4:3" else { return }
        input["aspect_ratio"] = "custom"
        input["width"] = 1184
        input["height"] = 880
      }
    ),
    CorrectGateway(
      testDescription: "members in another order, and spaces between them",
      prefixes: ["sizes/flux.2-max/fal/t2i", "norm/flux.2-max/fal/t2i"],
      upstream: before { _, body in
        guard let object = try? JSON(parsing: body).objectValue else { return }
        body = JSON.object(JSONObject(object.members.reversed())).bytes(.pretty)
      }
    ),
    CorrectGateway(
      testDescription: "a circuit breaker",
      prefixes: ["faults/flux.2-max/fal/t2i", "failover/flux.2-max/any/t2i"],
      upstream: { CircuitBreaker($0) }
    ),
    CorrectGateway(
      testDescription: "calls that take their time, each another",
      prefixes: ["sizes/flux.2-max", "n/flux.2-max/fal/t2i", "failover/flux.2-max/any/t2i"],
      upstream: { Dawdling($0) }
    ),
    CorrectGateway(
      testDescription: "calls called off behind the answer's back",
      prefixes: ["faults/flux.2-max/replicate/t2i/siblings"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          guard request.target.path.hasSuffix("/cancel") else {
            return try await upstream.respond(to: request)
          }
          Task {
            try await LoopWaiting().wait(for: .milliseconds(50))
            return try await upstream.respond(to: request)
          }
          return HTTPResponse(200, body: HTTPBody(#"{"status":"canceled"}"#))
        }
      }
    ),
    CorrectGateway(
      testDescription: "polls far apart",
      prefixes: ["sizes/flux.1-kontext-max/fireworks/t2i", "faults/flux.2-max/replicate/t2i/slow"],
      options: slow
    ),
  ]

  private static let clients = [
    CorrectGateway(
      testDescription: "a provider's 429 as RATE_LIMITED, and an edit refused in other words",
      prefixes: ["faults/flux.2-max/fal/t2i/429", "edit/flux1.1-pro/fal/t2i/edit"],
      client: erring { response, error in
        if response.status.code == 429 { error["code"] = "RATE_LIMITED" }
        if error["message"]?.stringValue?.contains("text-to-image") == true {
          error["message"] = "flux1.1-pro does not support image editing"
        }
      }
    ),
    CorrectGateway(
      testDescription: "fields in another order and in small letters",
      prefixes: [
        "meta/flux.2-max", "format/flux.2-max/fal", "auth", "faults/flux.2-max/fal/t2i/429",
      ],
      client: after { _, _, response, _ in
        response.fields = HTTPFields(
          response.fields.all.reversed().map {
            HTTPField(HTTPFieldName($0.name.raw.lowercased()), $0.value)
          }
        )
      }
    ),
    CorrectGateway(
      testDescription: "pictures whose URLs lead to others",
      prefixes: ["format/flux.2-max/fal", "output/flux.2-max/fal/t2i/format"],
      client: { gateway in
        HTTPHandlerClosure { request in
          guard request.target.path.hasPrefix("/files/"), !request.target.text.contains("?here")
          else { return try await gateway.respond(to: request) }
          return HTTPResponse(302, fields: [.location: request.target.path + "?here"])
        }
      }
    ),
    CorrectGateway(
      testDescription: "answers that say more",
      prefixes: ["response/flux.2-max", "format/flux.2-max/fal", "meta/flux.2-max", "models"],
      client: answering { _, answer in
        answer["quality"] = "high"
        answer["background"] = "opaque"
        answer["usage"] = [
          "input_tokens": 1, "output_tokens": 2, "total_tokens": 3,
          "input_tokens_details": ["text_tokens": 1, "image_tokens": 0],
        ]
        answer.changePictures { $0["revised_prompt"] = $0["revised_prompt"] }
      }
    ),
  ]

  private static let defaults: [(String, JSON)] = [
    ("num_images", 1), ("sync_mode", false), ("enable_safety_checker", true),
    ("guidance_scale", 3.5), ("num_inference_steps", 28), ("output_format", "jpeg"),
  ]

  private static var queued: Offline.Options {
    var options = WireTrial.options
    options.isFalQueued = true
    return options
  }

  private static var slow: Offline.Options {
    var options = WireTrial.options
    options.schedule = PollSchedule(first: .milliseconds(40))
    return options
  }
}

/// Puts each picture of an input where the provider can fetch it.
private struct Uploading: HTTPHandler {
  let next: any HTTPHandler

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected()
    request.body = .bytes(body)
    guard var input = try? JSON(parsing: body).objectValue,
      let pictures = input["image_urls"]?.arrayValue
    else { return try await next.respond(to: request) }
    var urls: [JSON] = []
    for picture in pictures { urls.append(try await uploaded(picture.stringValue ?? "")) }
    input["image_urls"] = .array(urls)
    request.body = .bytes(JSON.object(input).bytes())
    request.fields[.contentLength] = nil
    return try await next.respond(to: request)
  }

  private func uploaded(_ picture: String) async throws -> JSON {
    let bytes = try Base64.decode(String(picture.drop { $0 != "," }.dropFirst()))
    let path = "/media/uploads/\(SHA256.hex(of: bytes))/picture.bin"
    let upload = HTTPRequest(
      .put,
      url: "http://upstream.invalid\(path)",
      fields: [.contentType: "application/octet-stream"],
      body: .bytes(bytes)
    )
    if let upload { _ = try await next.respond(to: upload) }
    return .string("http://upstream.invalid\(path)")
  }
}

/// Asks a provider that has failed nothing more for a while.
private final class CircuitBreaker: HTTPHandler {
  private let next: any HTTPHandler
  private let openUntil = Mutex<[String: ContinuousClock.Instant]>([:])

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard request.method == .post else { return try await next.respond(to: request) }
    let provider = request.target.segments.first ?? ""
    let isOpen = openUntil.withLock { $0[provider].map { $0 > .now } ?? false }
    guard !isOpen else { return HTTPResponse(503, body: HTTPBody("{\"detail\":\"open\"}")) }
    do {
      let response = try await next.respond(to: request)
      if response.status.code >= 500 || response.status == 429 { open(provider) }
      return response
    } catch {
      open(provider)
      throw error
    }
  }

  private func open(_ provider: String) {
    openUntil.withLock { $0[provider] = .now.advanced(by: .milliseconds(25)) }
  }
}

/// Holds each call back for some milliseconds, never the same.
private final class Dawdling: HTTPHandler {
  private let next: any HTTPHandler
  private let count = Atomic(0)

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    try await LoopWaiting().wait(for: .milliseconds(number * 7 % 11))
    return try await next.respond(to: request)
  }
}
