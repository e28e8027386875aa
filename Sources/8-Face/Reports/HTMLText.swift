import Contract

/// Small pieces that every part of the page shares.
enum HTMLText {
  static func badge(_ verdict: Verdict) -> String {
    #"<span class="badge \#(verdict)">\#(verdict.sign) \#(verdict)</span>"#
  }

  /// A name as an element's id: what a link can't carry as it is becomes `_`.
  static func id(_ parts: String...) -> String {
    var id = ""
    for byte in parts.joined(separator: "~").utf8.prefix(160) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        id.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        id.unicodeScalars.append("-./~".utf8.contains(byte) ? Unicode.Scalar(byte) : "_")
      }
    }
    return id
  }

  /// A link within the page.
  static func link(to id: String, _ html: String, attributes: String = "") -> String {
    "<a href=\"#\(id)\"\(attributes)>\(html)</a>"
  }

  /// A whole number as people read it.
  static func count(_ count: Int) -> String {
    let digits = Array(String(count))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }
}

/// Hands out ids that stand once on the page.
struct HTMLNames {
  private var uses: [String: Int] = [:]

  mutating func unique(_ id: String) -> String {
    let count = uses[id, default: 0] + 1
    uses[id] = count
    return count == 1 ? id : unique("\(id)~\(count)")
  }
}
