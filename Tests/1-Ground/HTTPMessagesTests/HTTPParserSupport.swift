import HTTPMessages

/// What a connection's bytes came to, written down so that it can be compared.
enum Transcript {
  static func requests(_ pieces: [[UInt8]], limits: HTTPLimits = HTTPLimits()) -> [String] {
    var parser = HTTPRequestParser(limits: limits)
    var lines: [String] = []
    var body: [UInt8] = []
    do {
      for piece in pieces {
        parser.feed(piece)
        while let part = try parser.next() {
          switch part {
          case .head(let head): lines.append(line(head))
          case .body(let bytes): body += bytes
          case .end(let trailers): lines.append(line(&body, trailers))
          }
        }
      }
    } catch {
      lines.append("refused: \(error)")
    }
    return lines
  }

  static func responses(
    _ pieces: [[UInt8]],
    to method: HTTPMethod = .get,
    finishes: Bool = false
  ) -> [String] {
    var parser = HTTPResponseParser(to: method)
    var lines: [String] = []
    var body: [UInt8] = []
    func take(_ part: HTTPResponseParser.Part) {
      switch part {
      case .head(let head): lines.append(line(head))
      case .body(let bytes): body += bytes
      case .end(let trailers): lines.append(line(&body, trailers))
      }
    }
    do {
      for piece in pieces {
        parser.feed(piece)
        while let part = try parser.next() { take(part) }
      }
      if finishes, let part = try parser.finish() { take(part) }
    } catch {
      lines.append("refused: \(error)")
    }
    return lines
  }

  private static func line(_ head: HTTPRequestHead) -> String {
    "\(head.method.name) \(head.authority) \(head.target.text) \(text(head.fields))"
  }

  private static func line(_ head: HTTPResponseHead) -> String {
    "\(head.status.code) \(head.status.reason) \(text(head.fields))"
  }

  private static func line(_ body: inout [UInt8], _ trailers: HTTPFields) -> String {
    defer { body = [] }
    return "\(String(decoding: body, as: UTF8.self)) \(text(trailers))"
  }

  private static func text(_ fields: HTTPFields) -> String {
    fields.all.map { "\($0.name.raw)=\($0.value)" }.joined(separator: ";")
  }
}

extension [UInt8] {
  /// The bytes cut in two at each place, and one by one.
  var splits: [[[UInt8]]] {
    (0...count).map { [Array(self[..<$0]), Array(self[$0...])] } + [map { [$0] }]
  }
}
