import CanonicalJSON
package import Contract

/// The sentences that a map holds a gateway to: that it does as it did.
package enum MapRequirements {
  package static let all: [Requirement] = MapTopic.allCases.map { topic in
    Requirement(
      id: id(topic),
      level: .policy,
      sentence: sentence(topic),
      source: "the gateway's own map, touchstone/map"
    )
  }

  package static func id(_ topic: MapTopic) -> String { "map.\(topic.rawValue)" }

  private static func sentence(_ topic: MapTopic) -> String {
    switch topic {
    case .plain: "A request with nothing but a prompt comes to what it came to."
    case .size: "A size comes to what it came to, and boundaries lie where they lay."
    case .n: "Several pictures are asked for in the calls that they were asked for in."
    case .seed: "Seeds reach the provider as they did."
    case .format: "Formats of answers and pictures are made as they were."
    case .parameter: "A parameter is passed, renamed, converted, dropped or refused as it was."
    case .edit: "Pictures and masks reach the provider as they did."
    }
  }
}

extension MapCheck.Result {
  /// What a run tells of each ask: that it came to what it came to, or what has changed.
  ///
  /// `again` are the options that lead to the same gateway.
  package func results(again options: String) -> [CaseResult] {
    held.map { told($0, .passed, why: nil, options: options) }
      + changes.map { result(of: $0, options) }
      + unstable.map {
        told($0, .flaky, why: "it comes to something else each time", options: options)
      }
      + silent.map { told($0, .errored, why: "the gateway gave no answer", options: options) }
  }

  private func result(of change: MapChange, _ options: String) -> CaseResult {
    var head = MapCheck.Result.finding(
      change.id,
      change.topic,
      verdict: .failed,
      offer: offer,
      ask: change.ask,
      options: options
    )
    var notes: JSONObject = ["ask": .object(change.ask)]
    if let along = change.along { notes["along"] = .string(along) }
    if !change.larger.isEmpty { notes["larger"] = .array(change.larger.map(JSON.object)) }
    head.notes = notes
    let findings = change.differences.enumerated().map { index, difference in
      var finding = head
      let tokens = difference.pointer.tokens
      let isUpstream = ["upstream", "calls", "at", "without"].contains(tokens.first ?? "")
      finding.side = isUpstream ? .upstream : .response
      finding.pointer =
        tokens.first == "upstream" ? JSONPointer(Array(tokens.dropFirst())) : difference.pointer
      finding.actual = difference.actual
      finding.expected = difference.expected
      if index == 0, !change.larger.isEmpty {
        finding.why = "so do \(change.larger.count) larger asks"
      }
      return finding
    }
    return CaseResult(caseID: change.id, findings: findings.isEmpty ? [head] : findings)
  }

  private func told(
    _ ask: JSONObject,
    _ verdict: Verdict,
    why: String?,
    options: String
  ) -> CaseResult {
    let id = MapChange.id(of: ask, in: offer)
    var finding = MapCheck.Result.finding(
      id,
      MapTopic(ask),
      verdict: verdict,
      offer: offer,
      ask: ask,
      options: options
    )
    finding.why = why
    return CaseResult(caseID: id, findings: [finding])
  }

  private static func finding(
    _ id: String,
    _ topic: MapTopic,
    verdict: Verdict,
    offer: OfferMap,
    ask: JSONObject,
    options: String
  ) -> Finding {
    let mode = offer.mode == "edit" ? "edits" : "generations"
    let shown = JSONObject([.init(name: "model", value: .string(offer.model))] + ask.members)
    return Finding(
      caseID: id,
      requirement: MapRequirements.id(topic),
      level: .policy,
      verdict: verdict,
      side: .upstream,
      request: "POST /v1/images/\(mode) \(JSON.object(shown).text())",
      again: "touchstone map --check '\(id)'" + (options.isEmpty ? "" : " \(options)")
    )
  }
}
