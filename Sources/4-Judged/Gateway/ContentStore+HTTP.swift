import HTTPMessages

extension ContentStore {
  /// Answers a request for what stands under `id`: conditions, one range, 404 and 405 included.
  ///
  /// RFC 9110 sections 13 and 14. The id is the digest, so it is a strong entity tag too.
  func response(
    for id: String,
    to request: HTTPRequest,
    now: ContinuousClock.Instant
  ) -> HTTPResponse {
    guard request.method == .get || request.method == .head else {
      return HTTPResponse(405, fields: ["Allow": "GET, HEAD"])
    }
    guard let content = content(id, now: now) else { return HTTPResponse(404) }
    let tag = "\"\(id)\""
    var fields: HTTPFields = [
      .contentType: content.type.text, "ETag": tag, "Accept-Ranges": "bytes",
    ]
    if isUnchanged(request, tag: tag) {
      return HTTPResponse(304, fields: ["ETag": tag])
    }
    switch range(of: request, tag: tag, count: content.bytes.count) {
    case .whole:
      return HTTPResponse(200, fields: fields, body: .bytes(content.bytes))
    case .unsatisfiable:
      return HTTPResponse(416, fields: ["Content-Range": "bytes */\(content.bytes.count)"])
    case .part(let range):
      fields.append(
        "Content-Range",
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.bytes.count)"
      )
      return HTTPResponse(206, fields: fields, body: .bytes(Array(content.bytes[range])))
    }
  }

  /// If-None-Match compares weakly, so `W/` is no difference.
  private func isUnchanged(_ request: HTTPRequest, tag: String) -> Bool {
    request.fields.values(of: "If-None-Match").contains { value in
      value.split(separator: ",").contains { item in
        let item = item.filter { $0 != " " && $0 != "\t" }
        return item == "*" || item == tag || item == "W/" + tag
      }
    }
  }

  private func range(of request: HTTPRequest, tag: String, count: Int) -> ByteRange {
    guard request.method == .get, let text = request.fields["Range"] else { return .whole }
    if let condition = request.fields["If-Range"], condition != tag { return .whole }
    return ByteRange(text, count: count)
  }
}

/// The part of a body of known length that a Range field asks for.
enum ByteRange: Sendable, Equatable {
  /// Everything: also the answer to other units, several ranges and nonsense, as RFC 9110 allows.
  case whole
  case part(Range<Int>)
  case unsatisfiable

  init(_ text: String, count: Int) {
    guard text.lowercased().hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let bounds = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard bounds.count == 2, let first = ByteRange.bound(bounds[0]),
      let last = ByteRange.bound(bounds[1])
    else {
      self = .whole
      return
    }
    switch (first, last) {
    case (.none, .none): self = .whole
    case (.none, .some(let suffix)):
      self = suffix == 0 || count == 0 ? .unsatisfiable : .part(max(0, count - suffix)..<count)
    case (.some(let start), .some(let end)) where end < start: self = .whole
    case (.some(let start), let end):
      self = start >= count ? .unsatisfiable : .part(start..<min(end ?? .max, count - 1) + 1)
    }
  }

  /// Nothing where nothing stands, nil where no number does; a number past all bytes is as good as the largest.
  private static func bound(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(text) ?? .max
  }
}
