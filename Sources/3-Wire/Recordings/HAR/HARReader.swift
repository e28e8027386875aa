import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages

/// Reads HAR 1.2, ours as well as what browsers, Playwright and mitmproxy export.
package struct HARReader {
  private let file: String
  private let body: (String) throws(RecordingError) -> [UInt8]
  private var notes: [String] = []
  private var beginning: UTCTime?

  /// Reads a HAR; `body` gives the bytes of a file that the HAR names.
  package static func recording(
    _ bytes: [UInt8],
    file: String,
    body: @escaping (String) throws(RecordingError) -> [UInt8]
  ) throws(RecordingError) -> Recording {
    var reader = HARReader(file: file, body: body)
    return try reader.recording(bytes)
  }

  private init(file: String, body: @escaping (String) throws(RecordingError) -> [UInt8]) {
    self.file = file
    self.body = body
  }

  private mutating func recording(_ bytes: [UInt8]) throws(RecordingError) -> Recording {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let json: JSON
    do {
      json = try JSON(parsing: bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
    } catch {
      throw .malformed(file: file, error)
    }
    guard let entries = json["log"]?["entries"]?.arrayValue else {
      throw .notHAR(file: file, pointer: "/log/entries", wanted: "an array")
    }
    var recording = Recording(metadata: RecordingMetadata(json["log"]?["_touchstone"]))
    recording.metadata.recordedAt =
      recording.metadata.recordedAt ?? entries.first?["startedDateTime"]?.stringValue
    beginning = recording.metadata.recordedAt.flatMap { UTCTime($0) }
    recording.entries.reserveCapacity(entries.count)
    var failure: RecordingError?
    for index in entries.indices {
      do {
        if let entry = try entry(entries[index], at: index) { recording.entries.append(entry) }
      } catch  where error.isOfOneEntry && recording.metadata.origin == .foreign {
        notes.append("/log/entries/\(index) is left out: \(error)")
        failure = failure ?? error
      }
    }
    // Where nothing is left, the file is something else.
    if recording.entries.isEmpty, let failure { throw failure }
    recording.notes = notes
    return recording
  }

  /// Nil where there was no answer: browsers write down what was blocked or cut off, too.
  private mutating func entry(
    _ json: JSON,
    at index: Int
  ) throws(RecordingError) -> RecordedEntry? {
    let pointer = "/log/entries/\(index)"
    guard let request = json["request"], let url = request["url"]?.stringValue,
      let method = request["method"]?.stringValue
    else { throw .notHAR(file: file, pointer: pointer + "/request", wanted: "a request") }
    guard let response = json["response"], let code = response["status"]?.intValue, code >= 100
    else {
      notes.append("\(pointer) has no answer and is left out")
      return nil
    }
    let time = json["timings"]?["wait"]?.doubleValue ?? json["time"]?.doubleValue ?? 0
    var posted = try content(request["postData"], at: pointer + "/request/postData").bytes
    if posted.isEmpty { posted = HARReader.parameters(of: request["postData"]) }
    let answered = try content(response["content"], at: pointer + "/response/content")
    let status = HTTPStatus(code, reason: response["statusText"]?.stringValue)
    var entry = RecordedEntry(
      HTTPRequest(
        HTTPMethod(method),
        written: url,
        fields: fields(request["headers"]),
        body: .bytes(posted)
      ),
      HTTPResponse(status, fields: fields(response["headers"]), body: .bytes(answered.bytes)),
      start: start(json),
      time: .microseconds(Int(max(0, min(time, 86_400_000)) * 1000))
    )
    entry.pictures = answered.pictures
    HARReader.settleEncoding(in: &entry.request.fields, of: entry.exchange.requestBody)
    HARReader.settleEncoding(in: &entry.response.fields, of: entry.exchange.responseBody)
    return entry
  }

  private func start(_ json: JSON) -> Duration {
    if let start = json["_start"]?.intValue {
      return .milliseconds(max(0, min(start, HARReader.latestStart)))
    }
    guard let beginning, let moment = json["startedDateTime"]?.stringValue.flatMap({ UTCTime($0) })
    else { return .zero }
    return .milliseconds(max(0, moment.milliseconds - beginning.milliseconds))
  }

  /// Ten years, in milliseconds: past any recording, and far from what a date can't hold.
  private static let latestStart = 315_360_000_000

  /// In order, repeated ones included; HTTP/2's pseudo fields are the request line in other words.
  private func fields(_ json: JSON?) -> HTTPFields {
    HTTPFields(
      (json?.arrayValue ?? []).flatMap { field -> [HTTPField] in
        guard let name = field["name"]?.stringValue, !name.isEmpty, !name.hasPrefix(":") else {
          return []
        }
        // Some exporters gather the values of a repeated field.
        let values = field["value"]?.arrayValue ?? [field["value"] ?? ""]
        return values.map { HTTPField(HTTPFieldName(name), $0.stringValue ?? $0.text()) }
      }
    )
  }

  /// The bytes of a body, and the measures of pictures that are not among them.
  private mutating func content(
    _ json: JSON?,
    at pointer: String
  ) throws(RecordingError) -> (bytes: [UInt8], pictures: [RecordedPicture]) {
    guard let json else { return ([], []) }
    if let picture = json["_picture"].flatMap({ RecordedPicture($0) }) { return ([], [picture]) }
    let bytes = try plain(json, at: pointer)
    guard let pictures = json["_pictures"]?.arrayValue else { return (bytes, []) }
    let measured = pictures.compactMap { RecordedPicture($0) }
    guard measured.count < pictures.count else { return (bytes, measured) }
    var files: [(digest: String, bytes: [UInt8])] = []
    for picture in pictures {
      guard let digest = picture["sha256"]?.stringValue, let name = picture["_file"]?.stringValue
      else { throw .notHAR(file: file, pointer: pointer + "/_pictures", wanted: "pictures") }
      files.append((digest, try body(name)))
    }
    return (EmbeddedPictures.filled(bytes, files), [])
  }

  private mutating func plain(_ json: JSON, at pointer: String) throws(RecordingError) -> [UInt8] {
    if let name = json["_file"]?.stringValue { return try body(name) }
    guard let text = json["text"]?.stringValue else {
      if json["size"]?.intValue ?? 0 > 0 { notes.append("\(pointer) holds no body, only its size") }
      return []
    }
    let encoding = json["_encoding"] ?? json["encoding"]
    guard encoding?.stringValue == "base64" else { return Array(text.utf8) }
    return base64(text, at: pointer)
  }

  /// Some exporters break lines, drop the padding or take the other alphabet; some say base64 and write text.
  private mutating func base64(_ text: String, at pointer: String) -> [UInt8] {
    if let bytes = try? Base64.decode(text) { return bytes }
    let letters = text.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "=") }.map { byte in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }
    if let bytes = try? Base64.decode(letters[...], alphabet: .url) {
      notes.append("\(pointer) held untidy base64")
      return bytes
    }
    notes.append("\(pointer) says base64 and is none; its text was taken as it stands")
    return Array(text.utf8)
  }

  /// A form may come as parameters alone.
  private static func parameters(of data: JSON?) -> [UInt8] {
    let texts = (data?["params"]?.arrayValue ?? []).map { parameter in
      "\(parameter["name"]?.stringValue ?? "")=\(parameter["value"]?.stringValue ?? "")"
    }
    return Array(texts.joined(separator: "&").utf8)
  }

  /// Exporters write bodies decoded and leave the fields that say how they were encoded.
  private static func settleEncoding(in fields: inout HTTPFields, of body: [UInt8]) {
    guard let encoding = fields[.contentEncoding]?.lowercased(), encoding != "identity",
      !(encoding.contains("gzip") && body.starts(with: [0x1F, 0x8B])), !body.isEmpty
    else { return }
    fields.removeAll(.contentEncoding)
    if fields.contains(.contentLength) { fields[.contentLength] = String(body.count) }
  }
}
