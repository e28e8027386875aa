import CanonicalJSON
import HTTPMessages

/// fal's storage, as far as its clients use it to hand in pictures, and the key of its webhooks beside it.
struct FalStorageStub {
  let backend: StubBackend

  func respond(to request: StubRequest) throws(StubRefusal) -> HTTPResponse {
    switch (request.message.method, request.path) {
    case (.post, ["storage", "upload", "initiate"]): return try initiate(request)
    case (.post, ["storage", "auth", "token"]): return token(request)
    case (.get, [".well-known", "jwks.json"]): return FalStub.json(200, FalKey.page)
    case (.post, ["files", "upload"]):
      return FalStub.json(200, ["access_url": .string(keep(request).url(at: request.origin))])
    default: throw .unknownPath(request.message.target.path)
    }
  }

  /// Takes what a client puts where `initiate` told it to.
  func put(_ request: StubRequest) -> HTTPResponse {
    let type = request.message.fields[.contentType] ?? "application/octet-stream"
    let path = request.path.dropFirst().joined(separator: "/")
    backend.media.put(MediaStore.Item(bytes: request.body, mediaType: type), at: "uploads/\(path)")
    return HTTPResponse(200)
  }

  private func initiate(_ request: StubRequest) throws(StubRefusal) -> HTTPResponse {
    let input = try backend.object(in: request)
    let name = input["file_name"]?.stringValue ?? ""
    let file = UploadedFile(id: backend.ids.next().prefix(32), name: name)
    let url = JSON.string(file.url(at: request.origin))
    return FalStub.json(200, ["file_url": url, "upload_url": url])
  }

  private func token(_ request: StubRequest) -> HTTPResponse {
    FalStub.json(
      200,
      [
        "token": .string(backend.ids.next()), "token_type": "Bearer",
        "base_url": .string(request.base), "expires_at": "2100-01-01T00:00:00Z",
      ]
    )
  }

  private func keep(_ request: StubRequest) -> UploadedFile {
    let name = request.message.fields["X-Fal-File-Name"] ?? ""
    let file = UploadedFile(id: backend.ids.next().prefix(32), name: name)
    let type = request.message.fields[.contentType] ?? "application/octet-stream"
    backend.media.put(MediaStore.Item(bytes: request.body, mediaType: type), at: file.path)
    return file
  }
}
