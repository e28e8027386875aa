import Bytes
import CanonicalJSON
import HTTPMessages

/// Replicate's files API, by which larger pictures are handed in.
struct ReplicateFilesStub {
  let desk: StubDesk

  /// Takes the part called `content` of a form.
  func create(_ request: StubRequest) throws(StubRefusal) -> HTTPResponse {
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
    let id = desk.ids.prediction()
    let name = part.filename ?? "content"
    let type = part.contentType?.essence ?? "application/octet-stream"
    let bytes = Array(part.body)
    let digest = JSON.string(SHA256.hex(of: bytes))
    let path = "uploads/\(id)/\(name)"
    desk.media.put(MediaShelf.Item(bytes: bytes, mediaType: type), at: path)
    return ReplicateStub.json(
      201,
      [
        "id": .string(id), "name": .string(name), "content_type": .string(type),
        "size": .integer(bytes.count), "etag": digest,
        "checksums": ["sha256": digest], "metadata": [:],
        "created_at": "2026-01-01T00:00:00.000Z", "expires_at": "2100-01-01T00:00:00.000Z",
        "urls": ["get": .string("\(request.origin)/media/\(path)")],
      ]
    )
  }
}
