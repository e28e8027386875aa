import HTTPMessages

extension Fuzzer {
  /// However a connection's bytes are cut, the same requests and then a refusal or none come out.
  ///
  /// Which refusal may differ where a line breaks two rules at once.
  static let request = Fuzzer("request") { bytes in
    precondition(requests(in: [bytes[...]]) == requests(in: bytes.pieces))
  }

  static let response = Fuzzer("response") { bytes in
    precondition(responses(in: [bytes[...]]) == responses(in: bytes.pieces))
  }

  static let target = Fuzzer("target") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let target = HTTPTarget(text)
    _ = (target.path, target.segments, target.queryItems)
    guard let url = HTTPURL(text) else { return }
    _ = url.hostAndPort
    precondition(HTTPURL(url.text) == url)
  }

  private static func requests(in pieces: [ArraySlice<UInt8>]) -> [String] {
    var parser = HTTPRequestParser()
    var trace = Trace()
    do {
      for piece in pieces {
        parser.feed(Array(piece))
        while let part = try parser.next() {
          switch part {
          case .head(let head): trace.add("\(head)")
          case .body(let bytes): trace.add(bytes)
          case .end(let trailers): trace.add("\(trailers)")
          }
        }
      }
    } catch {
      trace.add("refused")
    }
    return trace.finished
  }

  private static func responses(in pieces: [ArraySlice<UInt8>]) -> [String] {
    var parser = HTTPResponseParser()
    var trace = Trace()
    do {
      for piece in pieces {
        parser.feed(Array(piece))
        while let part = try parser.next() { trace.add(part) }
      }
      if let part = try parser.finish() { trace.add(part) }
    } catch {
      trace.add("refused")
    }
    return trace.finished
  }
}

/// The results of a parser, with the pieces of one body put together.
private struct Trace {
  private var lines: [String] = []
  private var body: [UInt8] = []

  mutating func add(_ line: String) {
    lines = finished + [line]
    body = []
  }

  mutating func add(_ bytes: ArraySlice<UInt8>) { body += bytes }

  mutating func add(_ part: HTTPResponseParser.Part) {
    switch part {
    case .head(let head): add("\(head)")
    case .body(let bytes): add(bytes)
    case .end(let trailers): add("\(trailers)")
    }
  }

  var finished: [String] { body.isEmpty ? lines : lines + ["\(body)"] }
}
