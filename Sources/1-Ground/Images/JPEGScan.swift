/// The scan header: which components, which frequencies, which bits of them.
struct JPEGScan {
  struct Part {
    /// The component's place in the frame.
    var component: Int
    var dc: Int
    var ac: Int
  }

  var parts: [Part] = []
  var first: Int
  var last: Int
  /// The bit down to which earlier scans went; zero in a first scan.
  var high: Int
  /// The bit down to which this scan goes.
  var low: Int

  init(
    parsing segment: JPEGSegment,
    of bytes: [UInt8],
    frame: JPEGFrame
  ) throws(ImageError) {
    let body = Array(bytes[segment.range])
    let start = segment.range.lowerBound
    guard let count = body.first, (1...4).contains(count), body.count == 4 + Int(count) * 2 else {
      throw .corrupt(reason: "the scan header has no right length", offset: start)
    }
    for offset in stride(from: 1, to: Int(count) * 2, by: 2) {
      guard let component = frame.components.firstIndex(where: { $0.id == body[offset] }),
        !parts.contains(where: { $0.component == component }), body[offset + 1] & 0xCC == 0
      else {
        throw .corrupt(reason: "a scan names components that aren't there", offset: start + offset)
      }
      parts.append(
        Part(component: component, dc: Int(body[offset + 1] >> 4), ac: Int(body[offset + 1] & 15))
      )
    }
    (first, last) = (Int(body[body.count - 3]), Int(body[body.count - 2]))
    (high, low) = (Int(body[body.count - 1] >> 4), Int(body[body.count - 1] & 15))
    if !frame.isProgressive { (first, last, high, low) = (0, 63, 0, 0) }
    let isAllowed =
      first == 0 ? last == 0 || !frame.isProgressive : last >= first && parts.count == 1
    guard isAllowed, last < 64, low < 14, high == 0 || high == low + 1 else {
      throw .corrupt(reason: "the scan's frequencies are not allowed", offset: start)
    }
  }
}
