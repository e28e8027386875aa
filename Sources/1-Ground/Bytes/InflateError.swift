/// A reason why compressed bytes could not be expanded.
package enum InflateError: Error, Equatable {
  case truncated
  /// Bytes at `offset` that are no deflate, zlib or gzip.
  case corrupt(String, offset: Int)
  /// An output that is longer than the caller allows.
  case tooLong(limit: Int)
  /// The bytes expand to something else than what was compressed.
  case checksum(declared: UInt32, computed: UInt32)
}

extension InflateError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .truncated: "the compressed bytes end too early"
    case .corrupt(let what, let offset): "\(what), at byte \(offset)"
    case .tooLong(let limit): "the bytes expand to more than the \(limit) that are allowed"
    case .checksum(let declared, let computed):
      "the checksum is \(declared) but the bytes have \(computed)"
    }
  }
}
