import Bytes
import CanonicalJSON

/// Ways to write a JSON body that say the same by RFC 8259.
package struct JSONSpelling: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Members in the reverse of their order, those of objects within included.
  package static let reversed = JSONSpelling(rawValue: 1)
  /// White space wherever it may stand.
  package static let spaced = JSONSpelling(rawValue: 2)
  /// Every letter of every text as its escape.
  package static let escaped = JSONSpelling(rawValue: 4)
  /// Numbers with a point or an exponent that changes nothing.
  package static let floating = JSONSpelling(rawValue: 8)

  /// Each by the name that a file calls it.
  package static let named: [(name: String, spelling: JSONSpelling)] = [
    ("reversed", .reversed), ("spaced", .spaced), ("escaped", .escaped), ("floating", .floating),
  ]

  /// The names of those that it has.
  package var names: [String] { JSONSpelling.named.filter { contains($0.spelling) }.map(\.name) }

  func text(of object: JSONObject) -> String {
    isEmpty ? JSON.object(object).text() : text(of: .object(object))
  }

  private func text(of value: JSON) -> String {
    switch value {
    case .null, .bool: value.text()
    case .number(let number): contains(.floating) ? JSONSpelling.floating(number.text) : number.text
    case .string(let text): word(text)
    case .array(let items): list("[", items.map { text(of: $0) }, "]")
    case .object(let object): list("{", members(object), "}")
    }
  }

  private func members(_ object: JSONObject) -> [String] {
    let members = contains(.reversed) ? object.members.reversed() : object.members
    return members.map { word($0.name) + (contains(.spaced) ? " :\t" : ":") + text(of: $0.value) }
  }

  private func list(_ open: String, _ items: [String], _ close: String) -> String {
    guard contains(.spaced) else { return open + items.joined(separator: ",") + close }
    return "\(open)\r\n  " + items.joined(separator: " ,\n  ") + "\n\(close)"
  }

  private func word(_ text: String) -> String {
    guard contains(.escaped) else { return JSON.string(text).text() }
    let units = text.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "\"\(units.joined())\""
  }

  /// `7` as `7.0` and `0.5` as `0.5e0`; what floating point can't hold stays as it is.
  private static func floating(_ text: String) -> String {
    if let whole = Int(text) { return abs(whole) <= 1 << 53 ? text + ".0" : text }
    return text.contains { $0 == "e" || $0 == "E" } ? text : text + "e0"
  }
}
