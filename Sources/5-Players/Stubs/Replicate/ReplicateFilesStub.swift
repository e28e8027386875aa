import Bytes
import CanonicalJSON
import HTTPMessages
import Synchronization

/// Replicate's files API, by which larger pictures are handed in.
///
/// The URL that it gives leads to the bytes; Replicate's own leads to the page of the file, and only its
/// models see more.
struct ReplicateFilesStub {
  let backend: StubBackend

  /// The page of one file, as every call about it shows it.
  struct File: Sendable {
    var page: JSONObject
    /// Where its bytes stand below `/media`.
    var path: String
  }

  func respond(to request: StubRequest, _ path: [String]) throws(StubRefusal) -> HTTPResponse {
    switch (request.message.method, path.count) {
    case (.post, 1): return try create(request)
    case (.get, 1): return list()
    case (.get, 2): return ReplicateStub.json(200, try file(path[1]).page)
    case (.delete, 2): return try delete(path[1])
    default: throw .unknownPath(request.message.target.path)
    }
  }

  /// Takes the part called `content` of a form, and JSON in one called `metadata`.
  private func create(_ request: StubRequest) throws(StubRefusal) -> HTTPResponse {
    let parts: [MultipartPart]
    do {
      let type = request.message.fields[.contentType]
      parts = try MultipartPart.all(in: request.body, contentType: type)
    } catch {
      throw .malformedBody(error.description)
    }
    guard let part = parts.first(where: { $0.name == "content" }) else {
      throw .malformedBody("the form has no part called content")
    }
    let id = backend.ids.prediction()
    let name = part.filename ?? "content"
    let type = part.contentType?.essence ?? "application/octet-stream"
    let bytes = Array(part.body)
    let digest = JSON.string(SHA256.hex(of: bytes))
    let file = UploadedFile(id: id, name: name)
    let metadata = parts.first { $0.name == "metadata" }.flatMap {
      try? JSON(parsing: Array($0.body))
    }
    backend.media.put(MediaStore.Item(bytes: bytes, mediaType: type), at: file.path)
    let page: JSONObject = [
      "id": .string(id), "name": .string(name), "content_type": .string(type),
      "size": .integer(bytes.count), "etag": digest, "checksums": ["sha256": digest],
      "metadata": metadata ?? [:],
      "created_at": "2026-01-01T00:00:00.000Z", "expires_at": "2100-01-01T00:00:00.000Z",
      "urls": ["get": .string(file.url(at: request.origin))],
    ]
    backend.files.put(File(page: page, path: file.path), at: id)
    return ReplicateStub.json(201, page)
  }

  /// All on one page, the newest first.
  private func list() -> HTTPResponse {
    let pages = backend.files.all.map { JSON.object($0.page) }
    return ReplicateStub.json(
      200,
      ["next": .null, "previous": .null, "results": .array(pages.reversed())]
    )
  }

  private func file(_ id: String) throws(StubRefusal) -> File {
    guard let file = backend.files.file(id) else { throw .unknownWork }
    return file
  }

  /// Deletes a file with its bytes; neither is found any more.
  private func delete(_ id: String) throws(StubRefusal) -> HTTPResponse {
    backend.media.remove(try file(id).path)
    backend.files.remove(id)
    return HTTPResponse(204)
  }
}

/// The files that were handed in, by id.
final class FileStore: Sendable {
  private let files = Mutex(BoundedStore<String, ReplicateFilesStub.File>(limit: 10_000))

  func put(_ file: ReplicateFilesStub.File, at id: String) {
    files.withLock { _ = $0.put(file, at: id) }
  }

  func file(_ id: String) -> ReplicateFilesStub.File? { files.withLock { $0[id] } }

  /// The oldest first.
  var all: [ReplicateFilesStub.File] { files.withLock { $0.all } }

  func remove(_ id: String) { files.withLock { _ = $0.remove(id) } }
}
