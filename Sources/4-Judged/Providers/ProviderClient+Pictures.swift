import HTTPMessages

extension ProviderClient {
  /// The pictures that a provider made, each fetched from where its answer says.
  func fetched(_ output: ProviderOutput, from provider: String) async throws -> ProviderResult {
    var pictures: [[UInt8]] = []
    for image in output.images {
      switch image {
      case .bytes(let bytes): pictures.append(bytes)
      case .url(let url): pictures.append(try await picture(at: url, of: provider))
      }
    }
    return ProviderResult(
      pictures: pictures,
      prompt: output.prompt,
      seed: output.seed,
      usage: output.usage
    )
  }

  /// A picture that is paid for is fetched again where it was lost on its way.
  private func picture(at url: String, of provider: String) async throws -> [UInt8] {
    guard let request = HTTPRequest(.get, url: url) else {
      throw ProviderFailure(provider: provider, kind: .unreadable, message: "no URL of a picture")
    }
    // What may come tomorrow is not bought again today.
    let lost = ProviderFailure(
      provider: provider,
      kind: .unavailable,
      message: "the picture could not be fetched"
    )
    let response: HTTPResponse
    let bytes: [UInt8]
    do {
      (response, bytes) = try await persisting {
        let response = try await downloads.respond(to: request)
        let bytes = try await collected(response.body)
        return ((response, bytes), response.status.code < 500)
      }
    } catch let error where ProviderClient.isLoss(error) {
      throw lost.leavingOpen
    }
    // The status is that of the place where pictures lie, and says nothing of the call.
    guard response.status.isSuccess else {
      throw response.status.code < 500 ? lost : lost.leavingOpen
    }
    if let length = response.fields[.contentLength].flatMap({ Int($0) }), length != bytes.count {
      throw ProviderFailure(provider: provider, kind: .unreadable, message: "a picture cut short")
    }
    return bytes
  }

  /// The bytes of a picture that keeps coming, and ends.
  private func collected(_ body: HTTPBody) async throws -> [UInt8] {
    guard case .stream(let stream) = body else { return body.atHand }
    var bytes: [UInt8] = []
    while let part = try await clock.run(
      until: clock.now.advanced(by: silence),
      { try await stream.next() }
    ) {
      guard bytes.count + part.count <= ProviderAnswer.largest else {
        throw HTTPBodyTooLong(limit: ProviderAnswer.largest)
      }
      bytes += part
    }
    return bytes
  }
}
