import Bytes
import CanonicalJSON
import Catalog
import Dialects
import Exchanges
import HTTPMessages

/// Google's Gemini API: `generateContent` with pictures among its parts, and Imagen's `predict`.
struct GeminiStub: Sendable {
  let backend: StubBackend
  let data: Provider

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    do {
      return try await route(request)
    } catch let refusal as StubRefusal {
      return GeminiErrors.response(refusal)
    }
  }

  private func route(_ request: StubRequest) async throws -> HTTPResponse {
    guard let (name, values) = request.call, let endpoint = values["endpoint"] else {
      throw StubRefusal.unknownPath(request.message.target.path)
    }
    let key =
      request.message.fields[HTTPFieldName(data.key.field)]
      ?? request.message.target.queryValue("key")
    guard let key, !key.isEmpty else { throw StubRefusal.unauthenticated(.missing) }
    let known = backend.catalog.operations(endpoint: endpoint, at: data.name)
    guard !known.isEmpty, backend.catalog.isOpen || data.ordering(at: endpoint) == name
    else { throw StubRefusal.unknownModel(endpoint) }
    let input = try input(in: request)
    return try await backend.generate(
      request,
      endpoint: endpoint,
      input: input,
      takesNull: true,
      isDirect: true
    ) { taken in
      let answer = GeminiAnswer(order: taken, isPrediction: name == .direct, id: backend.ids.next())
      if taken.faults.isModerated { return try answer.refused }
      if taken.faults.hasFailed { return answer.withoutPicture }
      var taken = taken
      taken.usage = answer.usage
      let pictures = await backend.pictures(of: taken, for: request, asData: true)
      return answer.whole(pictures)
    }
  }

  private func input(in request: StubRequest) throws(StubRefusal) -> JSONObject {
    let order: ProviderOrder
    do throws(ProviderOrder.Fault) {
      order = try ProviderOrder(request.body, contentType: nil, to: data, among: [])
    } catch {
      throw .malformedBody("Invalid JSON payload received.")
    }
    guard var input = order.input else { throw .malformedBody("contents is not specified") }
    if let count = input["candidateCount"]?.intValue {
      guard count < 2 else { throw .named("candidates") }
      input["candidateCount"] = nil
    }
    return input
  }
}
