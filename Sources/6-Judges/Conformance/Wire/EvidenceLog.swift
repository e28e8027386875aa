import Bytes
package import CanonicalJSON
import Catalog
import Images
import Synchronization

/// Keeps what both sides of a gateway showed in each case, for a comparison of two gateways.
package final class EvidenceLog: Sendable {
  private let cases = Mutex<[String: [JSON]]>([:])

  package init() {}

  /// The evidence of a case, one value for each request, in the order they were made.
  package func sides(of caseID: String) -> [JSON] { cases.withLock { $0[caseID] ?? [] } }

  /// Notes one request of the case that runs, with its answer and what reached the providers.
  func note(_ observation: Evidence) async {
    guard let caseID = Case.current else { return }
    let sides = await observation.sides
    cases.withLock { $0[caseID, default: []].append(sides) }
  }
}

extension Evidence {
  /// Both sides without what differs from run to run: ids, times, addresses.
  var sides: JSON {
    get async { ["upstream": upstream, "response": await response] }
  }

  private var upstream: JSON {
    .array(
      callsByInput.map { call in
        [
          "provider": .string(call.provider),
          "endpoint": .string(call.operations.first?.endpoint ?? ""), "input": call.input,
        ]
      }
    )
  }

  private var response: JSON {
    get async {
      var members: JSONObject = ["status": .integer(status)]
      if let error = answer?["error"], !error.isNull {
        members["error"] = ["type": error["type"] ?? .null, "code": error["code"] ?? .null]
      }
      guard status == 200, !items.isEmpty else { return .object(members) }
      if let size = answer?["size"] { members["size"] = size }
      let kinds = items.map { $0["b64_json"] == nil ? "url" : "b64_json" }
      members["data"] = .array(
        await zip(kinds, shownPictures).map { ["as": .string($0), "picture": $1] }
      )
      return .object(members)
    }
  }

  private var shownPictures: [JSON] {
    get async {
      do {
        return try await pictures().map { picture in
          let shown = picture.probe.shown
          let format = picture.probe.format.map { " \($0.mediaType.dropFirst(6))" } ?? ""
          return .string("\(shown.width)x\(shown.height)\(format)")
        }
      } catch {
        return items.map { _ in .string("\(error)") }
      }
    }
  }
}

extension Evidence {
  /// Parallel calls come in any order, so they stand in the order of their inputs.
  var callsByInput: [UpstreamCall] {
    calls.map { (text: $0.input.text(.canonical), call: $0) }.sorted { $0.text < $1.text }
      .map(\.call)
  }
}
