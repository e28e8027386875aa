import CanonicalJSON
import Catalog
import Conformance
import FaultyGateways
import HTTPMessages
import Testing

extension PlantedFault {
  static let ofAnswers = [
    PlantedFault(
      "same-bytes",
      "base64 is of another picture",
      client: asking { if $0["response_format"] == "b64_json" { $0["seed"] = 7 } }
    ),
    PlantedFault(
      "balance",
      "one picture of several is lost",
      client: answering { _, answer in
        guard let data = answer["data"]?.arrayValue, data.count > 1 else { return }
        answer["data"] = .array(Array(data.dropLast()))
      }
    ),
    PlantedFault(
      "answer",
      "base64 beside each URL",
      client: answering { _, answer in
        answer.setPictures { $0["b64_json"] = "" }
      }
    ),
    PlantedFault(
      "picture",
      "output_format is not read",
      client: asking { $0["output_format"] = nil }
    ),
    PlantedFault(
      "breakdown",
      "500 where a member is a list",
      client: { next in
        HTTPHandlerClosure { request in
          var request = request
          let body = try await request.body.collected()
          request.body = .bytes(body)
          let members = (try? JSON(parsing: body))?.objectValue?.members ?? []
          guard members.contains(where: { $0.value.arrayValue != nil }) else {
            return try await next.respond(to: request)
          }
          return HTTPResponse(500, body: HTTPBody(#"{"error":{"message":"list"}}"#))
        }
      }
    ),
    PlantedFault(
      "stream",
      "a stream is answered as JSON",
      client: asking { $0["stream"] = nil }
    ),
    PlantedFault(
      "ids",
      "every request has the same id",
      client: after { _, _, response, _ in response.fields["x-request-id"] = "req_1" }
    ),
    PlantedFault(
      "order",
      "the last picture comes first",
      client: answering { _, answer in
        answer["data"] = .array((answer["data"]?.arrayValue ?? []).reversed())
      }
    ),
  ]

  static let ofCounts = [
    PlantedFault(
      "ended",
      "each request that asks for a result is made twice",
      model: "fireworks/flux.1-kontext-max",
      upstream: repeating("/get_result")
    )
  ]

  static let ofRefusals = [
    PlantedFault(
      "refusal",
      "a value is checked when the picture is made",
      client: after { _, asked, response, body in
        guard (try? JSON(parsing: asked))?["user"] == "somebody" else { return }
        response = HTTPResponse(400)
        body = Array(#"{"error":{"message":"user"}}"#.utf8)
      }
    ),
    PlantedFault(
      "one-wrong",
      "n beyond its range is clamped",
      client: asking { if let n = $0["n"]?.intValue, n > 10 { $0["n"] = 10 } }
    ),
    PlantedFault(
      "one-malformed",
      "what is no size is as absent",
      client: asking { if $0["size"] == "banana" { $0["size"] = nil } }
    ),
    PlantedFault(
      "error",
      "a refusal is bare text",
      client: after { _, _, response, body in
        if response.status == 400 { body = Array("Bad Request".utf8) }
      }
    ),
    PlantedFault(
      "error-words",
      "errors have no param",
      client: erring { _, error in error["param"] = nil }
    ),
    PlantedFault(
      "media-type",
      "whatever comes is read as JSON",
      client: before { request, _ in request.fields[.contentType] = "application/json" }
    ),
  ]

  static let ofFailures = [
    PlantedFault(
      "failure",
      "a provider's failure is served as no pictures",
      client: after { _, _, response, body in
        guard response.status.code >= 500 else { return }
        response = HTTPResponse(200, fields: [.contentType: "application/json"])
        body = Array(#"{"created":0,"data":[]}"#.utf8)
      }
    ),
    PlantedFault(
      "lost",
      "what got no answer is ordered again",
      upstream: { next in
        HTTPHandlerClosure { request in
          var request = request
          request.body = .bytes(try await request.body.collected())
          do {
            return try await next.respond(to: request)
          } catch {
            return try await next.respond(to: request)
          }
        }
      }
    ),
    PlantedFault(
      "owned-up",
      "moderation is a failure of the provider's",
      client: erring { response, _ in if response.status == 400 { response.status = 502 } }
    ),
  ]

  static let ofSafety = [
    PlantedFault(
      "secrets",
      "the client's key goes along",
      upstream: before { request, _ in request.fields["X-Api-Key"] = "test-key" }
    ),
    PlantedFault(
      "discreet",
      "the provider's address is told",
      client: erring { _, error in error["message"] = "no answer from http://upstream.invalid/fal" }
    ),
    PlantedFault(
      "private-net",
      "whatever a client names is fetched",
      client: { next in
        HTTPHandlerClosure { request in
          var request = request
          let body = try await request.body.collected()
          request.body = .bytes(body)
          let url = (try? JSON(parsing: body))?["image_url"]?.stringValue
          if let visit = url.flatMap({ HTTPRequest(.get, url: $0) }) {
            _ = try await WireTrial.tripwire.respond(to: visit)
          }
          return try await next.respond(to: request)
        }
      }
    ),
    PlantedFault(
      "astray",
      "redirects are followed wherever they lead",
      upstream: { next in
        HTTPHandlerClosure { request in
          let response = try await next.respond(to: request)
          guard let url = response.fields[.location],
            let visit = HTTPRequest(.get, url: url)
          else { return response }
          return try await WireTrial.tripwire.respond(to: visit)
        }
      }
    ),
    PlantedFault(
      "keyed",
      "any key is taken",
      client: before { request, _ in request.fields[.authorization] = "Bearer test-key" }
    ),
  ]
}

extension JSONObject {
  fileprivate mutating func setPictures(_ change: (inout JSONObject) -> Void) {
    let items = self["data"]?.arrayValue ?? []
    self["data"] = .array(
      items.map { item in
        var object = item.objectValue ?? [:]
        change(&object)
        return .object(object)
      }
    )
  }
}
