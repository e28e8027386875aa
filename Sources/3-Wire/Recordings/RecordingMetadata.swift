package import CanonicalJSON
import Exchanges

/// Where a recording comes from: what stands in `log._touchstone`.
package struct RecordingMetadata: Sendable, Equatable {
  /// How the answers came about.
  package enum Origin: String, Sendable, CaseIterable {
    /// A provider said so.
    case live
    /// The stubs said so.
    case simulated
    /// A provider's documents say so; `source` names them.
    case documented
    /// Another tool wrote the file and says nothing of it.
    case foreign
  }

  package static let formatVersion = 1

  package var origin: Origin
  package var source: String?
  package var provider: String?
  package var model: String?
  /// RFC 3339 in UTC: `2026-11-20T22:57:00Z`.
  package var recordedAt: String?
  package var catalogHash: String?
  /// US dollars, as text; nil where the price is not known.
  package var cost: String?
  /// The client's request to the gateway, where one was recorded from end to end.
  package var request: ClientRequest?
  /// Ids of the rules that found something, and reasons by the id of a rule that was off.
  package var redactions: [String]
  package var switchedOff: [String: String]

  package init(
    origin: Origin = .foreign,
    source: String? = nil,
    provider: String? = nil,
    model: String? = nil,
    recordedAt: String? = nil,
    catalogHash: String? = nil,
    cost: String? = nil,
    request: ClientRequest? = nil
  ) {
    self.origin = origin
    self.source = source
    self.provider = provider
    self.model = model
    self.recordedAt = recordedAt
    self.catalogHash = catalogHash
    self.cost = cost
    self.request = request
    redactions = []
    switchedOff = [:]
  }
}

extension RecordingMetadata {
  package init(_ json: JSON?) {
    self.init(
      origin: json?["origin"]?.stringValue.flatMap(Origin.init) ?? .foreign,
      source: json?["source"]?.stringValue,
      provider: json?["provider"]?.stringValue,
      model: json?["model"]?.stringValue,
      recordedAt: json?["recordedAt"]?.stringValue,
      catalogHash: json?["catalogHash"]?.stringValue,
      cost: json?["cost"]?.stringValue,
      request: ClientRequest(json?["request"])
    )
    redactions = json?["redactions"]?.arrayValue?.compactMap(\.stringValue) ?? []
    for member in json?["switchedOff"]?.objectValue?.members ?? [] {
      switchedOff[member.name] = member.value.stringValue
    }
  }

  package var json: JSON {
    var object: JSONObject = [
      "formatVersion": .integer(RecordingMetadata.formatVersion),
      "origin": .string(origin.rawValue),
    ]
    let texts = [
      "source": source, "provider": provider, "model": model, "recordedAt": recordedAt,
      "catalogHash": catalogHash, "cost": cost,
    ]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      object[name] = text.map { .string($0) }
    }
    object["request"] = request?.json
    object["redactions"] = .array(redactions.sorted().map { .string($0) })
    if !switchedOff.isEmpty {
      object["switchedOff"] = .object(
        JSONObject(
          switchedOff.sorted { $0.key < $1.key }
            .map { JSONObject.Member(name: $0.key, value: .string($0.value)) }
        )
      )
    }
    return .object(object)
  }

  /// Notes what a redactor found and what it was told to leave.
  mutating func note(_ findings: [Redactor.Finding], policy: RedactionPolicy) {
    redactions = Set(redactions + findings.map(\.rule.id)).sorted()
    switchedOff.merge(policy.switchedOff) { _, new in new }
  }
}
