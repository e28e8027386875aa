package import Contract
package import CanonicalJSON
import Catalog
import Synchronization

/// Inputs that reach declared providers, request by request: kept in the user's folder, and seen in a run.
///
/// Nobody publishes what such a provider must receive, so what it did receive is put on record and
/// every change of it is shown.
package final class ReceivedInputs: Sendable {
  package static let folder = "golden/providers"
  /// The requirement that its cases hold.
  package static let requirement = Requirement(
    id: RequirementName.declaredInput.id,
    level: .policy,
    sentence: "A declared provider receives what its golden says.",
    source: "the user's golden/providers",
    example: "POST /v1/images/generations {\"model\":\"bfl/flux.1-kontext-max\",\"size\":\"4:3\"}"
  )

  /// Lines of each file by their requests.
  private let kept: [String: [String: JSON]]
  private let seen = Mutex<[String: [String: JSON]]>([:])

  /// `files` are what is kept already: objects of a request and what was received, one a line.
  package init(_ files: [String: [UInt8]] = [:]) throws(JSONError) {
    var kept: [String: [String: JSON]] = [:]
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      var lines: [String: JSON] = [:]
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let value = try JSON(parsing: Array(line))
        lines[ReceivedInputs.key(value["request"] ?? .null)] = value
      }
      kept[name] = lines
    }
    self.kept = kept
  }

  /// The file of one offer in one mode.
  package static func file(of place: OfferInMode) -> String { "\(folder)/\(place.fileStem).jsonl" }

  private static func key(_ request: JSON) -> String { request.text(.canonical) }

  /// Notes what came of a request, and says how it differs from what is kept.
  func judge(_ line: JSON, in file: String) -> Judgement {
    let key = ReceivedInputs.key(line["request"] ?? .null)
    seen.withLock { $0[file, default: [:]][key] = line }
    guard let kept = kept[file]?[key] else {
      return Judgement(
        .declaredInput,
        .skipped(why: "no golden holds it yet; 'touchstone check --pending' lays one")
      )
    }
    let differences = line.differences(from: kept, comparing: .byText).map { difference in
      Mismatch(
        side: .upstream,
        pointer: difference.pointer,
        actual: difference.actual,
        expected: difference.expected
      )
    }
    return Judgement(.declaredInput, differences)
  }

  /// The files as this run would have them; what it did not ask stays as it is kept.
  package var current: [(name: String, bytes: [UInt8])] {
    let seen = seen.withLock { $0 }
    return seen.sorted { $0.key < $1.key }.map { name, lines in
      let all = (kept[name] ?? [:]).merging(lines) { _, new in new }
      let text = all.sorted { $0.key < $1.key }.map { line in
        line.value.text(.init(sortsMembers: true, normalizesNumbers: false, indents: false)) + "\n"
      }
      return (name, Array(text.joined().utf8))
    }
  }
}

extension RequirementName {
  static let declaredInput = RequirementName("declared.input")
}
