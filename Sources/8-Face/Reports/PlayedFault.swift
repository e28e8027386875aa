/// A request without what its prompt asks of the stubs, and that in words of its own.
struct PlayedFault {
  /// The request as a reader needs it.
  let request: String
  /// What the stubs play meanwhile: `status=503 call=2`; nil where they play nothing but small pictures.
  let faults: String?

  init(in text: String) {
    var rest = text[...]
    var kept = ""
    var faults: [String] = []
    while let start = rest.firstRange(of: PlayedFault.mark),
      let end = rest[start.upperBound...].firstIndex(of: "]")
    {
      kept += rest[..<start.lowerBound].trimmingSuffix
      let words = rest[start.upperBound..<end].split(separator: " ")
      // Pictures that nobody looks at are drawn small, which is no fault.
      let played = words.filter { !$0.hasPrefix("wrong-size=160x120") }
      if !played.isEmpty { faults.append(played.joined(separator: " ")) }
      rest = rest[rest.index(after: end)...]
    }
    request = kept + rest
    self.faults = faults.isEmpty ? nil : faults.joined(separator: ", then ")
  }

  private static let mark = "[fault: "
}

extension Substring {
  /// The text without the blank that it ends in.
  fileprivate var trimmingSuffix: Substring { hasSuffix(" ") ? dropLast() : self }
}
