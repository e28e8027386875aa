import Bytes
package import CanonicalJSON
import Exchanges
import HTTPMessages

/// The places of a recording that its reviewer should look at before it is merged.
package struct RecordingReview: Sendable, Equatable {
  /// One place where something was redacted, or looks as if it should have been.
  package struct Remark: Sendable, Equatable {
    package var place: String
    /// The rule's id, or the word that looks random.
    package var what: String
  }

  /// Every redaction, by place.
  package private(set) var redactions: [Remark] = []
  /// Words that look random: ids mostly, but look.
  package private(set) var hints: [Remark] = []

  package init(of recording: Recording) {
    for (index, entry) in recording.entries.enumerated() {
      let here = "entry \(index)"
      look(entry.request.url, at: "\(here) request URL")
      look(entry.request.fields, entry.request.body, at: "\(here) request")
      look(entry.response.fields, entry.response.body, at: "\(here) response")
    }
  }

  /// For `--json`.
  package var json: JSON {
    func list(_ remarks: [Remark]) -> JSON {
      .array(remarks.map { ["what": .string($0.what), "place": .string($0.place)] })
    }
    return ["redacted": list(redactions), "random": list(hints)]
  }

  /// A line for each place, for people.
  package var text: String {
    redactions.map { "  redacted  \($0.what) at \($0.place)\n" }.joined()
      + hintLines.map { "  random?   \($0)\n" }.joined()
  }

  /// A line for each word that looks random: where it stands first, and how often it stands elsewhere.
  package var hintLines: [String] {
    var places: [String: Int] = [:]
    for remark in hints { places[remark.what, default: 0] += 1 }
    return hints.compactMap { remark in
      guard let count = places.removeValue(forKey: remark.what) else { return nil }
      let rest = count > 1 ? " and \((count - 1).counted("place")) more" : ""
      return "\(remark.what) at \(remark.place)\(rest)"
    }
  }

  private mutating func look(_ fields: HTTPFields, _ body: HTTPBody, at place: String) {
    for field in fields.all { look(field.value, at: "\(place) field \(field.name.raw)") }
    guard let text = String(validating: body.atHand, as: UTF8.self) else { return }
    guard let json = try? JSON(parsing: text) else { return look(text, at: "\(place) body") }
    walk(json, at: JSONPointer(), in: "\(place) body")
  }

  private mutating func walk(_ value: JSON, at pointer: JSONPointer, in place: String) {
    switch value {
    case .string(let text): look(text, at: "\(place) \(pointer)")
    case .array(let items):
      for (index, item) in items.enumerated() {
        walk(item, at: pointer.appending(index), in: place)
      }
    case .object(let object):
      for member in object.members {
        walk(member.value, at: pointer.appending(member.name), in: place)
      }
    default: break
    }
  }

  private mutating func look(_ text: String, at place: String) {
    redactions += Pseudonyms.rules(in: text).map { Remark(place: place, what: $0.id) }
    hints += SecretScan.randomLooking(in: text).map { Remark(place: place, what: $0) }
  }
}
