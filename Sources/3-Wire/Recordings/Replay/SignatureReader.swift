import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages

/// Reads signatures, the same of a recorded request and of one that has come in.
struct SignatureReader: Sendable {
  var hosts: ServiceHosts
  /// Fields whose values must agree.
  var fieldNames: [HTTPFieldName] = []
  /// Names of query parameters, members and parts that say nothing.
  var ignored: Set<String> = []
  /// The recorded origins, which answers say in a form that leads here.
  var rewriter: URLRewriter

  func signature(
    method: HTTPMethod,
    path: String,
    query: [(name: String, value: String)],
    fields: HTTPFields,
    body: [UInt8],
    ownOrigin: String
  ) -> RequestSignature {
    let cleaner = Cleaner(rewriter: rewriter, ownOrigin: Array(ownOrigin.utf8))
    let items = query.filter { !ignored.contains($0.name) }
      .map { "\($0.name)=\(cleaner.text($0.value))" }
    return RequestSignature(
      method: method.name,
      path: cleaner.text(path),
      query: items.sorted(),
      fields: fieldNames.map { name in
        "\(name.canonical): "
          + fields.values(of: name).map { cleaner.text($0) }.joined(separator: ", ")
      },
      body: self.body(body, type: fields[.contentType], by: cleaner)
    )
  }

  private func body(_ bytes: [UInt8], type: String?, by cleaner: Cleaner) -> RequestSignature.Body {
    guard !bytes.isEmpty else { return .empty }
    if let parts = try? MultipartPart.all(in: bytes, contentType: type) {
      return .form(
        parts.filter { !ignored.contains($0.name) }.map { self.part($0, cleaner) }
          .enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
          .map(\.element)
      )
    }
    let first = bytes.first { $0 > 0x20 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      var json = try? JSON(parsing: bytes)
    {
      if !ignored.isEmpty, case .object(var object) = json {
        object.members.removeAll { ignored.contains($0.name) }
        json = .object(object)
      }
      return .json(cleaner.bytes(json.bytes(.canonical)))
    }
    return .bytes(cleaner.bytes(bytes))
  }

  private func part(_ part: MultipartPart, _ cleaner: Cleaner) -> RequestSignature.Part {
    let bytes = part.isFile ? Array(part.body) : cleaner.bytes(Array(part.body))
    return RequestSignature.Part(
      name: part.name,
      filename: part.filename,
      type: part.contentType?.essence,
      digest: SHA256.digest(of: bytes),
      count: bytes.count,
      text: part.isFile ? nil : String(decoding: bytes, as: UTF8.self)
    )
  }
}

/// Takes out what differs between two runs of the same thing: case tokens, pseudonyms, where URLs lead.
private struct Cleaner {
  let rewriter: URLRewriter
  let ownOrigin: [UInt8]

  func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let clean = self.bytes(bytes)
    return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
  }

  func bytes(_ bytes: [UInt8]) -> [UInt8] {
    var clean = CaseToken.stripped(from: bytes)
    clean = Pseudonyms.blanked(clean)
    guard Cleaner.scheme.firstIndex(in: clean) != nil else { return clean }
    if !ownOrigin.isEmpty { clean = Cleaner.removing(ownOrigin, from: clean) }
    return rewriter.rewritten(clean, origin: [])
  }

  private static let scheme = ByteSearch(Array("://".utf8))

  private static func removing(_ pattern: [UInt8], from bytes: [UInt8]) -> [UInt8] {
    let search = ByteSearch(pattern)
    var clean: [UInt8] = []
    var end = 0
    while let place = search.firstIndex(in: bytes, from: end) {
      clean += bytes[end..<place]
      end = place + pattern.count
    }
    return end == 0 ? bytes : clean + bytes[end...]
  }
}
