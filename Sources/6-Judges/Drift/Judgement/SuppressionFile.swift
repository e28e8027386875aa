import CanonicalJSON

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
