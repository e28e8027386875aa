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
