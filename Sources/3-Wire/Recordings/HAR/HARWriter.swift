import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images

/// A recording as files: the HAR itself, and the bodies that are too large to stand in it.
package struct HARFiles: Sendable {
  package var har: [UInt8]
  /// By their names below `bodies/`.
  package var bodies: [String: [UInt8]]
}

/// Writes HAR 1.2.
package struct HARWriter: Sendable {
  /// Larger bodies stand in files of their own.
  package static let largestInline = 4 << 10

  private let beginning: UTCTime
  private let isInline: Bool
  private let path: String
  private var bodies: [String: [UInt8]] = [:]

  /// Writes a recording; `inline` keeps every body in the one file, and `bodiesPath` leads to the others.
  package static func files(
    of recording: Recording,
    inline: Bool = false,
    bodiesPath: String = "bodies"
  ) -> HARFiles {
    let beginning = recording.metadata.recordedAt.flatMap { UTCTime($0) }
    var writer = HARWriter(
      beginning: beginning ?? UTCTime(milliseconds: 0),
      isInline: inline,
      path: bodiesPath
    )
    let log: JSON = [
      "version": "1.2",
      "creator": ["name": "touchstone", "version": "1"],
      "_touchstone": recording.metadata.json,
      "entries": .array(recording.entries.map { writer.entry($0) }),
    ]
    let har: JSON = ["log": log]
    return HARFiles(har: har.bytes(.file) + [UInt8(ascii: "\n")], bodies: writer.bodies)
  }

  private init(beginning: UTCTime, isInline: Bool, path: String) {
    self.beginning = beginning
    self.isInline = isInline
    self.path = path
  }

  private mutating func entry(_ entry: RecordedEntry) -> JSON {
    let exchange = entry.exchange
    let wait = HARWriter.wait(exchange.duration ?? .zero)
    return [
      "startedDateTime": .string(beginning.advanced(by: exchange.start).description),
      "_start": .integer(exchange.start.wholeMilliseconds),
      "time": wait,
      "request": request(entry.request),
      "response": response(entry),
      "cache": [:],
      "timings": ["send": 0, "wait": wait, "receive": 0],
    ]
  }

  /// Whole milliseconds; what is shorter than one isn't nothing.
  private static func wait(_ time: Duration) -> JSON {
    guard time < .milliseconds(1) else { return .integer(time.wholeMilliseconds) }
    return .number(JSONNumber((time / .microseconds(1)).rounded() / 1000))
  }

  private mutating func request(_ request: HTTPRequest) -> JSON {
    let body = request.body.atHand
    let items = request.target.queryItems
    var object: JSONObject = [
      "method": .string(request.method.name),
      "url": .string(request.url),
      "httpVersion": "HTTP/1.1",
      "cookies": [],
      "headers": HARWriter.fields(request.fields),
      "queryString": .array(items.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "headersSize": -1,
      "bodySize": .integer(body.count),
    ]
    if !body.isEmpty {
      var data = content(body, type: request.fields[.contentType])
      // HAR 1.2 has no word for the encoding of what was posted.
      data["_encoding"] = data["encoding"]
      data["encoding"] = nil
      object["postData"] = .object(data)
    }
    return .object(object)
  }

  private mutating func response(_ entry: RecordedEntry) -> JSON {
    let (response, size) = (entry.response, JSON.integer(HARWriter.size(of: entry)))
    var content = content(of: entry, type: response.fields[.contentType])
    content["size"] = size
    return [
      "status": .integer(response.status.code),
      "statusText": .string(response.status.reason),
      "httpVersion": "HTTP/1.1",
      "cookies": [],
      "headers": HARWriter.fields(response.fields),
      "content": .object(content),
      "redirectURL": .string(response.fields[.location] ?? ""),
      "headersSize": -1,
      "bodySize": size,
    ]
  }

  /// The bytes of the answer that stood on the wire.
  private static func size(of entry: RecordedEntry) -> Int {
    entry.picture?.count
      ?? entry.exchange.responseBody.count + EmbeddedPictures.growth(entry.pictures)
  }

  private static func fields(_ fields: HTTPFields) -> JSON {
    .array(fields.all.map { ["name": .string($0.name.raw), "value": .string($0.value)] })
  }

  private mutating func content(of entry: RecordedEntry, type: String?) -> JSONObject {
    guard !entry.pictures.isEmpty else { return content(entry.exchange.responseBody, type: type) }
    var content = HARWriter.content(type)
    if let picture = entry.picture {
      content["_picture"] = picture.json
    } else {
      fill(&content, with: entry.exchange.responseBody, type: type)
      content["_pictures"] = .array(entry.pictures.map(\.json))
    }
    return content
  }

  /// A body with the pictures inside it in files of their own.
  private mutating func content(_ bytes: [UInt8], type: String?) -> JSONObject {
    var content = HARWriter.content(type)
    guard !isInline, bytes.count > HARWriter.largestInline,
      let embedded = EmbeddedPictures(in: bytes)
    else {
      fill(&content, with: bytes, type: type)
      return content
    }
    fill(&content, with: embedded.text, type: type)
    content["_pictures"] = .array(
      embedded.pictures.map { digest, bytes in
        ["sha256": .string(digest), "_file": .string(file(bytes, type: nil))]
      }
    )
    return content
  }

  private static func content(_ type: String?) -> JSONObject {
    ["mimeType": .string(type ?? "application/octet-stream")]
  }

  /// Text as text, else base64, and what is too large in a file of its own.
  private mutating func fill(_ content: inout JSONObject, with bytes: [UInt8], type: String?) {
    if bytes.count > HARWriter.largestInline && !isInline {
      content["_file"] = .string(file(bytes, type: type))
    } else if let text = String(validating: bytes, as: UTF8.self) {
      content["text"] = .string(text)
    } else {
      content["text"] = .string(Base64.encode(bytes))
      content["encoding"] = "base64"
    }
  }

  private mutating func file(_ bytes: [UInt8], type: String?) -> String {
    let name = "\(SHA256.hex(of: bytes)).\(HARWriter.fileExtension(of: bytes, type: type))"
    bodies[name] = bytes
    return "\(path)/\(name)"
  }

  private static func fileExtension(of bytes: [UInt8], type: String?) -> String {
    if let format = ImageFormat(sniffing: bytes) { return format.fileExtension }
    if bytes.starts(with: [0x1F, 0x8B]) { return "gz" }
    switch type.flatMap({ HTTPMediaType($0)?.essence }) {
    case "application/json", "application/problem+json": return "json"
    case let type? where type.hasPrefix("text/"): return "txt"
    default: return "bin"
    }
  }
}
