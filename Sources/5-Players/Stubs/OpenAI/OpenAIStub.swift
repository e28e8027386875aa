import Bytes
import CanonicalJSON
import Catalog
import Dialects
import Exchanges
import HTTPMessages

/// OpenAI's Images API: answered at once, in base64 alone, and each refusal in its own words.
struct OpenAIStub: Sendable {
  let backend: StubBackend
  let data: Provider

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    let id = "req_" + backend.ids.next().prefix(32)
    let errors = OpenAIErrors(id: id)
    // Relatives that speak as OpenAI does have words of their own for some refusals.
    let own = DeclaredErrors(data: data)
    var response: HTTPResponse
    do {
      response = try await route(request, id)
    } catch let refusal as OpenAIRefusal {
      response = errors.response(refusal)
    } catch let refusal as StubRefusal {
      response = own.stated(refusal) ?? errors.response(refusal)
    }
    response.fields["x-request-id"] = id
    guard data.name == "openai" else { return response }
    response.fields["openai-version"] = "2020-10-01"
    response.fields["openai-processing-ms"] = "42"
    if response.status.code != 401 {
      response.fields["openai-organization"] = "touchstone"
      response.fields["openai-project"] = "proj_touchstone"
    }
    return response
  }

  private func route(_ request: StubRequest, _ id: String) async throws -> HTTPResponse {
    guard let (name, values) = request.call, let call = data.calls[name],
      !request.lacksQuery(of: call)
    else { throw StubRefusal.unknownPath(request.message.target.path) }
    try request.authenticate()
    let mode = name == .edit ? Mode.edit : .textToImage
    let order = try backend.order(in: request, to: data, unlessObject: "the body is no object")
    let isForm = request.message.fields[.contentType]?.hasPrefix("multipart/") == true
    let asked = OpenAIOrder(order, mode, isForm: isForm)
    let endpoint = try values["endpoint"] ?? asked.model(among: backend.catalog, at: data)
    guard !backend.catalog.operations(endpoint: endpoint, at: data.name).isEmpty else {
      throw StubRefusal.unknownModel(endpoint)
    }
    let input = try asked.input()
    return try await backend.generate(
      request,
      endpoint: endpoint,
      input: input,
      takesNull: true,
      isDirect: true,
      mode: mode
    ) { taken in
      try asked.check(taken)
      if taken.faults.isModerated {
        throw OpenAIRefusal.moderated(taken.faults.moderatesOutput ? "output" : "input", id)
      }
      if taken.faults.hasFailed { throw StubRefusal.failed }
      var taken = taken
      taken.usage = OpenAITokens.usage(of: taken)
      let pictures = await backend.pictures(of: taken, for: request, asData: true)
      let answer = OpenAIAnswer(order: taken, pictures: pictures, created: backend.unixTime())
      guard input["stream"] == true else { return answer.whole }
      return await OpenAIStream(answer: answer, mode: mode, maker: backend.maker).response
    }
  }
}
