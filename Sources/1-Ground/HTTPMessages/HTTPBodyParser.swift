/// Reads a body as its framing has it, part by part as the bytes come.
struct HTTPBodyParser: Sendable {
  enum Part {
    case bytes(ArraySlice<UInt8>)
    case end(trailers: HTTPFields)
  }

  private enum State {
    case counted(Int)
    case untilClose
    case chunkSize
    case chunk(Int)
    case chunkEnd
    case trailers
    case done
  }

  /// A chunk's size with its extensions.
  private static let chunkLineLimit = 1024

  private var state: State
  private var total = 0
  private let limit: Int
  private var trailers: HTTPFieldParser

  /// A length over the limit is refused at once.
  init(_ framing: HTTPFraming, limits: HTTPLimits) throws(HTTPRefusal) {
    limit = limits.body
    trailers = HTTPFieldParser(limits: limits)
    switch framing {
    case .none: state = .counted(0)
    case .length(let count):
      guard count <= limits.body else { throw .bodyTooLong(limit: limits.body) }
      state = .counted(count)
    case .chunked: state = .chunkSize
    case .untilClose: state = .untilClose
    }
  }

  /// Whether the end of the connection is the end of this body.
  var endsWithConnection: Bool { if case .untilClose = state { true } else { false } }

  mutating func next(from input: inout HTTPInput) throws(HTTPRefusal) -> Part? {
    while true {
      switch state {
      case .counted(0), .done:
        state = .done
        return .end(trailers: [:])
      case .counted(let left):
        guard let part = try take(upTo: left, from: &input) else { return nil }
        state = .counted(left - part.count)
        return .bytes(part)
      case .untilClose:
        return try take(upTo: .max, from: &input).map { .bytes($0) }
      case .chunkSize:
        guard let size = try chunkSize(from: &input) else { return nil }
        state = size == 0 ? .trailers : .chunk(size)
      case .chunk(let left):
        guard let part = try take(upTo: left, from: &input) else { return nil }
        state = left == part.count ? .chunkEnd : .chunk(left - part.count)
        return .bytes(part)
      case .chunkEnd:
        guard try chunkEnded(in: &input) else { return nil }
        state = .chunkSize
      case .trailers:
        guard let fields = try trailers.next(from: &input) else { return nil }
        state = .done
        return .end(trailers: fields)
      }
    }
  }

  private mutating func take(
    upTo count: Int,
    from input: inout HTTPInput
  ) throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    let part = input.take(upTo: count)
    guard !part.isEmpty else { return nil }
    total += part.count
    guard total <= limit else { throw .bodyTooLong(limit: limit) }
    return part
  }

  private func chunkSize(from input: inout HTTPInput) throws(HTTPRefusal) -> Int? {
    guard
      let line = try input.takeLine(
        limit: HTTPBodyParser.chunkLineLimit,
        orThrow: .malformedChunkSize
      )
    else { return nil }
    let size = try HTTPChunkHead.size(line)
    guard size <= limit - total else { throw .bodyTooLong(limit: limit) }
    return size
  }

  private func chunkEnded(in input: inout HTTPInput) throws(HTTPRefusal) -> Bool {
    guard let line = try input.takeLine(limit: 0, orThrow: .missingChunkEnd) else { return false }
    return line.isEmpty
  }
}
