/// Cuts a connection's bytes into responses, whatever pieces they come in.
///
/// Say with `begin` what was asked, `feed` what was read, call `next` until it is nil, and `finish`
/// when the connection ends. Interim answers (1xx) are heads of their own, each before the next.
package struct HTTPResponseParser: Sendable {
  package enum Part: Sendable {
    case head(HTTPResponseHead)
    case body(ArraySlice<UInt8>)
    case end(trailers: HTTPFields)
  }

  private enum State {
    case statusLine
    case fields(HTTPResponseHead, HTTPFieldParser)
    case body(HTTPBodyParser)
    case ended
    case refused(HTTPRefusal)
  }

  private let limits: HTTPLimits
  private var method: HTTPMethod
  private var input = HTTPInput()
  private var state = State.statusLine

  package init(to method: HTTPMethod = .get, limits: HTTPLimits = HTTPLimits()) {
    self.method = method
    self.limits = limits
  }

  /// The next answer is one to `method`.
  package mutating func begin(_ method: HTTPMethod) {
    self.method = method
    state = .statusLine
  }

  package mutating func feed(_ bytes: [UInt8]) { input.append(bytes) }

  /// How many bytes came that no answer accounts for.
  package var pending: Int { input.count }

  package mutating func next() throws(HTTPRefusal) -> Part? {
    do {
      return try step()
    } catch {
      state = .refused(error)
      throw error
    }
  }

  /// The connection has ended: the end of a body that only this ends, else a refusal.
  package mutating func finish() throws(HTTPRefusal) -> Part? {
    switch state {
    case .body(let parser) where parser.endsWithConnection:
      state = .ended
      return .end(trailers: [:])
    case .ended: return nil
    case .refused(let refusal): throw refusal
    case .statusLine, .fields, .body: throw .endedEarly
    }
  }

  private mutating func step() throws(HTTPRefusal) -> Part? {
    while true {
      switch state {
      case .statusLine:
        let limit = limits.startLine
        guard
          let line = try input.takeLine(limit: limit, orThrow: .startLineTooLong(limit: limit))
        else { return nil }
        let head = try HTTPResponseHead(statusLine: line)
        state = .fields(head, HTTPFieldParser(limits: limits))
      case .fields(var head, var parser):
        guard let fields = try parser.next(from: &input) else {
          state = .fields(head, parser)
          return nil
        }
        try head.complete(with: fields, to: method)
        state = head.isInterim ? .statusLine : .body(try body(of: head))
        return .head(head)
      case .body(var parser):
        let part = try parser.next(from: &input)
        state = .body(parser)
        return part.map { finished($0) }
      case .ended: return nil
      case .refused(let refusal): throw refusal
      }
    }
  }

  private func body(of head: HTTPResponseHead) throws(HTTPRefusal) -> HTTPBodyParser {
    try HTTPBodyParser(head.framing, limits: limits)
  }

  private mutating func finished(_ part: HTTPBodyParser.Part) -> Part {
    switch part {
    case .bytes(let bytes): return .body(bytes)
    case .end(let trailers):
      state = .ended
      return .end(trailers: trailers)
    }
  }
}
