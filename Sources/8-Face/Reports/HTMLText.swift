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
  static func link(to id: String, _ html: String) -> String {
    "<a href=\"#\(id)\">\(html)</a>"
  }

  /// A command to copy.
  static func command(_ command: String) -> String {
    #"<p class="again"><code>\#(MarkupText.line(command, limit: 1_000))</code> "#
      + "<button type=\"button\" class=\"copy\">copy</button></p>\n"
  }

  /// Pieces one after the other, those beyond `limit` in a line that opens.
  static func folded(_ pieces: [String], after limit: Int, noun: String) -> String {
    guard pieces.count > limit + 1 else { return pieces.joined() }
    return pieces.prefix(limit).joined()
      + "<details class=\"fold\"><summary>\(pieces.count - limit) more \(noun)s</summary>\n"
      + pieces.dropFirst(limit).joined() + "</details>\n"
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
