/// Cuts a connection's bytes into requests, whatever pieces they come in.
///
/// `feed` what was read, then call `next` until it is nil. Requests may follow each other at once:
/// what was fed past the end of one belongs to the next. After a refusal nothing more comes.
package struct HTTPRequestParser: Sendable {
  package enum Part: Sendable {
    case head(HTTPRequestHead)
    case body(ArraySlice<UInt8>)
    case end(trailers: HTTPFields)
  }

  private enum State {
    case requestLine
    case fields(HTTPRequestHead, HTTPFieldParser)
    case body(HTTPBodyParser)
    case refused(HTTPRefusal)
  }

  /// Empty lines before a request line, RFC 9112 section 2.2; more is no request.
  private static let emptyLineLimit = 4

  private let limits: HTTPLimits
  private var input = HTTPInput()
  private var state = State.requestLine
  private var emptyLines = 0

  package init(limits: HTTPLimits = HTTPLimits()) { self.limits = limits }

  package mutating func feed(_ bytes: [UInt8]) { input.append(bytes) }

  /// Whether nothing of a next request has come.
  package var isIdle: Bool {
    if case .requestLine = state { input.count == 0 } else { false }
  }

  /// How many bytes wait to be taken, for readers that must not read ahead without end.
  package var pending: Int { input.count }

  package mutating func next() throws(HTTPRefusal) -> Part? {
    do {
      return try step()
    } catch {
      state = .refused(error)
      throw error
    }
  }

  private mutating func step() throws(HTTPRefusal) -> Part? {
    while true {
      switch state {
      case .requestLine:
        guard let head = try requestLine() else { return nil }
        state = .fields(head, HTTPFieldParser(limits: limits))
      case .fields(var head, var parser):
        guard let fields = try parser.next(from: &input) else {
          state = .fields(head, parser)
          return nil
        }
        try head.complete(with: fields)
        state = .body(try HTTPBodyParser(head.framing, limits: limits))
        return .head(head)
      case .body(var parser):
        let part = try parser.next(from: &input)
        state = .body(parser)
        return part.map { finished($0) }
      case .refused(let refusal): throw refusal
      }
    }
  }

  private mutating func finished(_ part: HTTPBodyParser.Part) -> Part {
    switch part {
    case .bytes(let bytes): return .body(bytes)
    case .end(let trailers):
      (state, emptyLines) = (.requestLine, 0)
      return .end(trailers: trailers)
    }
  }

  private mutating func requestLine() throws(HTTPRefusal) -> HTTPRequestHead? {
    let limit = limits.startLine
    while let line = try input.takeLine(limit: limit, orThrow: .startLineTooLong(limit: limit)) {
      guard line.isEmpty else { return try HTTPRequestHead(requestLine: line) }
      emptyLines += 1
      guard emptyLines <= HTTPRequestParser.emptyLineLimit else { throw .malformedRequestLine }
    }
    return nil
  }
}
