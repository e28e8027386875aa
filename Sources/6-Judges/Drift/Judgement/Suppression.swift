import CanonicalJSON

/// A change that was looked at and is no longer to be reported, for a reason and a time.
package struct Suppression: Sendable, Equatable {
  /// A fingerprint, or `subject#/pointer` with `*` for any element and `**` for any rest.
  package var pattern: String
  package var reason: String
  /// The last day it holds, as `2027-01-31`.
  package var until: String

  package init(pattern: String, reason: String, until: String) {
    self.pattern = pattern
    self.reason = reason
    self.until = until
  }

  /// `today` as `2026-11-21`, or with a time behind it.
  package func isOver(today: String) -> Bool { today.prefix(10) > until }

  package func covers(_ change: Change) -> Bool {
    guard let mark = pattern.firstIndex(of: "#") else { return pattern == change.fingerprint }
    let subject = pattern[..<mark]
    guard subject == "*" || subject == change.subject,
      let place = JSONPointer(String(pattern[pattern.index(after: mark)...]))
    else { return false }
    return Suppression.matches(place.tokens[...], change.pointer.tokens[...])
  }

  private static func matches(_ pattern: ArraySlice<String>, _ tokens: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return tokens.isEmpty }
    if first == "**" { return true }
    guard let token = tokens.first, first == "*" || first == token else { return false }
    return matches(pattern.dropFirst(), tokens.dropFirst())
  }

  /// Whether `text` is a day: four, two and two digits.
  package static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]),
      Int(parts[0]) != nil
    else { return false }
    return 1...12 ~= month && 1...31 ~= day
  }
}

/// The file that holds suppressions, among other tools' members perhaps.
package struct SuppressionFile: Sendable, Equatable {
  package var suppressions: [Suppression]
  private var rest: JSONObject

  package init() {
    suppressions = []
    rest = [:]
  }

  package init(parsing bytes: [UInt8], file: String) throws {
    guard let object = (try? JSON(parsing: bytes))?.objectValue else {
      throw DriftFault.notSuppressions(file, why: "it is no JSON object")
    }
    rest = object
    rest["drift"] = nil
    suppressions = []
    for entry in object["drift"]?.arrayValue ?? [] {
      guard let pattern = entry["change"]?.stringValue, let reason = entry["reason"]?.stringValue,
        let until = entry["until"]?.stringValue, Suppression.isDay(until), !reason.isEmpty
      else {
        throw DriftFault.notSuppressions(
          file,
          why: "an entry of \"drift\" needs \"change\", \"reason\" and \"until\": 2027-01-31"
        )
      }
      suppressions.append(Suppression(pattern: pattern, reason: reason, until: until))
    }
  }

  package var bytes: [UInt8] {
    var object = rest
    object["drift"] = .array(
      suppressions.sorted { $0.pattern < $1.pattern }.map { entry in
        [
          "change": .string(entry.pattern), "reason": .string(entry.reason),
          "until": .string(entry.until),
        ]
      }
    )
    return JSON.object(object).bytes(.file) + [UInt8(ascii: "\n")]
  }
}
