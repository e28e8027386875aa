import HTTPMessages

extension HTTPFraming {
  /// The body of a message: as bytes where all of them have come with its head, else as they come.
  ///
  /// `pending` bytes are here, and `part` takes the next of them; `later` streams the rest.
  func body(
    pending: Int,
    part: () throws(HTTPRefusal) -> ArraySlice<UInt8>?,
    later: (_ length: Int?) -> HTTPBodyStream
  ) throws(HTTPRefusal) -> HTTPBody {
    switch self {
    case .length(let length) where length > pending: return .stream(later(length))
    case .chunked, .untilClose: return .stream(later(nil))
    case .none, .length:
      var bytes: [UInt8] = []
      while let next = try part() { bytes += next }
      return .bytes(bytes)
    }
  }
}
