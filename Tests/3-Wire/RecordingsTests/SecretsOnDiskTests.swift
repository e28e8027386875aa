import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Recordings
import Testing

/// A recording with one provider's key in one place, kept on disk.
struct SecretsOnDiskTests {
  private static let keys = [
    "00000000-fa4e-4fa4-8fa4-00000000fa4e:fa4efa4efa4efa4efa4efa4efa4efa4e",
    "r8_FAKE0000fake1111FAKE2222fake3333", "fw_FAKEfake0000FAKEfake",
    "lmnfl_FAKEfake0000FAKEfake0000", "sk-FAKE-fake0000FAKEfake0000FAKE",
  ]

  private static let places = [
    "field", "query", "userinfo", "json", "json in text", "multipart field", "file name",
    "base64 body", "gzip body", "cookie", "location", "error text", "response field", "prompt",
  ]

  @Test(arguments: keys, places)
  func `no key reaches the disk, raw or decoded`(key: String, place: String) throws {
    var recording = Recording(
      metadata: RecordingMetadata(
        origin: .simulated,
        request: ClientRequest(path: "/images/generations", fields: ["prompt": .string(key)])
      ),
      entries: [
        RecordedEntry(HTTPRequest(.post, written: "https://fal.run/x"), HTTPResponse(200))
      ]
    )
    plant(key, in: place, of: &recording.entries[0].exchange)
    try withTemporaryStore { store in
      let saved = try store.save(recording, as: "a", policy: RedactionPolicy())
      #expect(!saved.findings.isEmpty)
      let entry = try store.load(saved.name).entries[0].exchange
      var everything = try store.everyFile.map { try store.bytes(of: $0) }
      everything += [entry.requestBody, entry.responseBody]
      everything.append((try? Gzip.decompress(entry.responseBody, limit: 1 << 20)) ?? [])
      let file = (try? JSON(parsing: entry.requestBody))?["file"]?.stringValue
      everything.append(file.flatMap { try? Base64.decode($0) } ?? [])
      for bytes in everything {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains(key))
        #expect(!HTTPTarget.unescaped(text[...]).contains(key))
      }
    }
  }

  private func plant(_ key: String, in place: String, of entry: inout Exchange) {
    let json = "{\"api_key\":\"\(key)\"}"
    let escaped = key.replacing(":", with: "%3A")
    switch place {
    case "field": entry.request.fields["Authorization"] = "Key \(key)"
    case "query": entry.request.url += "?api_key=\(escaped)&n=1"
    case "userinfo": entry.request.url = "https://user:\(escaped)@fal.run/x"
    case "json": entry.requestBody = Array(json.utf8)
    case "json in text":
      entry.requestBody = Array("{\"log\":\(JSON.string("sent \(json)").text())}".utf8)
    case "multipart field": plantInForm(MultipartPart(name: "token", text: key), of: &entry)
    case "file name":
      plantInForm(MultipartPart(name: "image", filename: "\(key).png", body: [1]), of: &entry)
    case "base64 body":
      let file = Base64.encode(Array("key is \(key)!".utf8))
      entry.requestBody = Array("{\"file\":\"\(file)\"}".utf8)
    case "gzip body":
      entry.responseFields["Content-Encoding"] = "gzip"
      entry.responseBody = Gzip.compress(Array(json.utf8))
    case "cookie": entry.responseFields["Set-Cookie"] = "session=\(key); Path=/"
    case "location": entry.responseFields["Location"] = "https://cdn.example/x?token=\(escaped)"
    case "error text": entry.responseBody = Array("no user for Bearer \(key)".utf8)
    case "response field": entry.responseFields["X-Echo"] = "used \(key)"
    default: entry.requestBody = Array("{\"prompt\":\"my key is \(key) ok\"}".utf8)
    }
  }

  private func plantInForm(_ part: MultipartPart, of entry: inout Exchange) {
    var form = MultipartWriter(boundary: "b0undary")
    form.append(part)
    entry.request.fields["Content-Type"] = form.contentType.text
    entry.requestBody = form.finished()
  }
}
