import CanonicalJSON
import Catalog
import Exchanges
import Findings
import HTTPMessages
import Images

/// What was seen on both sides of the gateway for one request.
struct Observation: Sendable {
  let status: Int
  let fields: HTTPFields
  /// Nil where the answer is no JSON.
  let answer: JSON?
  /// What the gateway asked of the providers, in order.
  let calls: [UpstreamCall]
  let gateway: GatewayUnderTest

  /// The pictures of the answer, each a URL or base64 text.
  var items: [JSON] { answer?["data"]?.arrayValue ?? [] }

  /// A mismatch where the gateway did not serve the request.
  var refusal: [Mismatch] {
    guard status != 200 else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["status"]),
        actual: .integer(status),
        expected: 200,
        why: answer?["error"]?["message"]?.stringValue
      )
    ]
  }

  /// A mismatch where the gateway did not refuse a request that nobody may serve.
  var admission: [Mismatch] {
    var found: [Mismatch] = []
    if status != 400 {
      found.append(
        Mismatch(
          side: .response,
          pointer: JSONPointer(["status"]),
          actual: .integer(status),
          expected: 400
        )
      )
    }
    if let call = calls.first {
      found.append(
        Mismatch(side: .upstream, actual: call.input, why: "nobody may be called for it")
      )
    }
    return found
  }

  /// A mismatch where a value of the answer is not what it must be.
  func compares(_ actual: JSON?, with expected: JSON, at pointer: String...) -> [Mismatch] {
    guard !(actual ?? .null).isSameValue(as: expected) else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(pointer),
        actual: actual,
        expected: expected
      )
    ]
  }
}

extension GatewayUnderTest {
  /// Asks for pictures, and gathers what both sides saw.
  func ask(_ fields: JSONObject, catalog: ModelCatalog) async throws -> Observation {
    let token = nextToken()
    defer { journal.forget(token) }
    var fields = fields
    let prompt = fields["prompt"]?.stringValue ?? "a red cube on a white table"
    if fields["prompt"]?.isNull != true {
      fields["prompt"] = .string(prompt + " " + token.marker)
    }
    return try await ask(JSON.object(fields).bytes(), type: "application/json", token, catalog)
  }

  /// Sends a body just as it is, for what no JSON object can say.
  func ask(
    _ body: [UInt8],
    type: String?,
    _ token: CaseToken,
    _ catalog: ModelCatalog
  ) async throws -> Observation {
    var fields: HTTPFields = [:]
    fields[.contentType] = type
    let (response, bytes) = try await send(
      .post,
      "/images/generations",
      fields: fields,
      body: body
    )
    return Observation(
      status: response.status.code,
      fields: response.fields,
      answer: try? JSON(parsing: bytes),
      calls: UpstreamCall.all(journal.exchanges(of: token), catalog),
      gateway: self
    )
  }
}
