import CanonicalJSON

extension Fuzzer {
  /// A text that parses is written and parsed again as the same value, and its canonical form is final.
  static let json = Fuzzer("json") { bytes in
    guard let value = try? JSON(parsing: bytes) else { return }
    precondition((try? JSON(parsing: value.bytes())) == value)
    let canonical = value.bytes(.canonical)
    precondition((try? JSON(parsing: canonical))?.bytes(.canonical) == canonical)
  }
}
