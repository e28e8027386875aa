import Bytes
import CanonicalJSON
import HTTPMessages
import HTTPTransport
import Synchronization

extension GatewayMutant {
  /// Faults that are easily overlooked, or blamed on what only follows from them.
  static let unseen: [GatewayMutant] = overlooked + misnamed

  private static let overlooked = [
    GatewayMutant(
      "7.0 sent as 7",
      "norm/flux.2-max/fal/t2i/unknown-whole-float",
      ["norm.unknown"],
      upstream: sending { input in
        if input["vendor_option"] != nil { input["vendor_option"] = 7 }
      }
    ),
    GatewayMutant(
      "1e3 sent as 1000",
      "norm/flux.2-max/fal/t2i/unknown-exponent",
      ["norm.unknown"],
      upstream: sending { input in
        if input["vendor_option"] != nil { input["vendor_option"] = 1000 }
      }
    ),
    GatewayMutant(
      "a provider's JPEG called png where no format was asked",
      "format/flux.2-max/fal/t2i/fetchable",
      ["output.truthful"],
      client: answering { _, answer in
        if answer["output_format"] != nil { answer["output_format"] = "png" }
      }
    ),
    GatewayMutant(
      "a JPEG's metadata stripped",
      "edit/flux.2-max/fal/edit/exact-jpeg",
      ["edit.bytes"],
      upstream: handingIn { url in
        let plain = JPEGMetadata.stripped(from: decoded(url))
        return "data:image/jpeg;base64,\(Base64.encode(plain))"
      }
    ),
    GatewayMutant(
      "a PNG handed in as image/jpeg",
      "edit/flux.2-max/fal/edit/exact-png",
      ["edit.bytes"],
      upstream: handingIn { $0.replacing("data:image/png", with: "data:image/jpeg") }
    ),
    GatewayMutant(
      "a schema that stops at four pictures",
      "models/flux.2-max/schema",
      ["models.schema-shape"],
      client: answering { _, answer in
        guard let parameters = answer["parameters"]?.arrayValue else { return }
        answer["parameters"] = .array(
          parameters.map { item in
            guard var parameter = item.objectValue, parameter["name"] == "n" else { return item }
            parameter["max"] = 4
            return .object(parameter)
          }
        )
      }
    ),
    GatewayMutant(
      "no schema at an alias",
      "models/flux-2-max/schema",
      ["models.alias"],
      client: after { request, _, response, _ in
        if request.target.path.hasSuffix("/models/flux-2-max") { response.status = 404 }
      }
    ),
    GatewayMutant(
      "only the first of a JSON edit's pictures",
      "edit/flux.2-max/fal/edit/body-3",
      ["edit.json"],
      client: asking { request in
        if let images = request["images"]?.arrayValue { request["images"] = .array([images[0]]) }
      }
    ),
    GatewayMutant(
      "what was sent named as dropped",
      "params/flux.2-max/fal/t2i/seed",
      ["norm.only-at"],
      client: answering { _, answer in answer.change("metadata") { $0["dropped"] = ["seed"] } }
    ),
    GatewayMutant(
      "a provider's rewritten prompt lost",
      "response/flux.1-dev/fal/t2i/prompt",
      ["response.prompt"],
      client: answering { asked, answer in
        answer.changePictures { $0["revised_prompt"] = asked["prompt"] }
      }
    ),
    GatewayMutant(
      "a picture that can be fetched once",
      "format/flux.2-max/fal/t2i/fetchable",
      ["format.url"],
      client: { FetchedOnce($0) }
    ),
    GatewayMutant(
      "a poll after the end",
      "poll/flux.1-kontext-max/fireworks/t2i/ends",
      ["poll.ends"],
      upstream: repeating("/get_result")
    ),
    GatewayMutant(
      "answers that were created in 2001",
      "response/flux.2-max/fal/t2i/shape",
      ["response.shape"],
      client: answering { _, answer in
        if answer["created"] != nil { answer["created"] = 1_000_000_000 }
      }
    ),
  ]

  private static let misnamed = [
    GatewayMutant(
      "another endpoint of the same provider",
      "n/flux.2-max/fal/t2i/3",
      ["route.offer"],
      upstream: toAnotherEndpoint
    ),
    GatewayMutant(
      "another endpoint where a size is asked for",
      "sizing/flux.2-max/fal/t2i/ratio-7x1",
      ["route.offer"],
      upstream: toAnotherEndpoint
    ),
    GatewayMutant(
      "a seed that nobody asked for",
      "sizes/flux.2-max/fal/t2i/none",
      ["norm.nothing-else"],
      upstream: sending { $0["seed"] = 4711 }
    ),
    GatewayMutant(
      "a format that nobody asked for",
      "sizes/flux.2-max/fal/t2i/none",
      ["norm.nothing-else"],
      upstream: sending { $0["output_format"] = "png" }
    ),
    GatewayMutant(
      "errors without a word",
      "sizing/flux.2-max/fal/t2i/malformed-size-1",
      ["error.shape"],
      client: erring { _, error in error["message"] = "" }
    ),
    GatewayMutant(
      "a connection cut where a field is not known",
      "norm/flux.2-max/fal/t2i/unknown-word",
      ["norm.unknown"],
      client: { gateway in
        HTTPHandlerClosure { request in
          var request = request
          let body = try await request.body.collected()
          if String(decoding: body, as: UTF8.self).contains("vendor_option") {
            throw CutConnection()
          }
          request.body = .bytes(body)
          return try await gateway.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      "each call made twice where nothing is asked for",
      "n/flux.2-max/fal/t2i/default",
      ["error.no-amplification"],
      upstream: twice
    ),
    GatewayMutant(
      "each call made twice where a size is asked for",
      "sizes/flux.2-max/fal/t2i/4x3",
      ["error.no-amplification"],
      upstream: twice
    ),
  ]

  @Sendable private static func toAnotherEndpoint(_ next: any HTTPHandler) -> any HTTPHandler {
    before { request, _ in
      if request.target.path.hasSuffix("/fal-ai/flux-2-max") {
        request.target = "/fal/fal-ai/flux/dev"
      }
    }(next)
  }

  @Sendable private static func twice(_ next: any HTTPHandler) -> any HTTPHandler {
    HTTPHandlerClosure { request in
      guard request.method == .post else { return try await next.respond(to: request) }
      var request = request
      request.body = .bytes(try await request.body.collected())
      _ = try await next.respond(to: request)
      return try await next.respond(to: request)
    }
  }
}

private struct CutConnection: Error {}

/// Serves each hosted picture a single time.
private final class FetchedOnce: HTTPHandler {
  private let next: any HTTPHandler
  private let fetched = Mutex<Set<String>>([])

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let path = request.target.path
    let isFirst = !path.hasPrefix("/files/") || fetched.withLock { $0.insert(path).inserted }
    return isFirst ? try await next.respond(to: request) : HTTPResponse(410)
  }
}

/// What a JPEG carries beside its picture.
private enum JPEGMetadata {
  /// The picture without application segments and comments, up to where its lines begin.
  static func stripped(from bytes: [UInt8]) -> [UInt8] {
    var plain = Array(bytes.prefix(2))
    var index = 2
    while index + 3 < bytes.count, bytes[index] == 0xFF, bytes[index + 1] != 0xDA {
      let marker = bytes[index + 1]
      let end = index + 2 + Int(bytes[index + 2]) << 8 + Int(bytes[index + 3])
      if !(0xE1...0xEF).contains(marker), marker != 0xFE { plain += bytes[index..<end] }
      index = end
    }
    return plain + bytes[index...]
  }
}
