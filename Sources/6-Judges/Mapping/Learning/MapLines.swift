package import CanonicalJSON

/// A map in lines that people read, one a rule: `n: calls of 4, 10 at most, else 400`.
package struct MapLines: Sendable {
  /// A rule with its name before it; lines that go on with the one before have none.
  package struct Line: Sendable, Equatable {
    package var name: String
    package var text: String
  }

  private let map: OfferMap
  private let rules: MapRules

  package init(_ map: OfferMap) {
    self.map = map
    rules = MapRules(map)
  }

  package var all: [Line] {
    plain + ranges + sizes + counts + formats + parameters + edits + varying
  }

  private var plain: [Line] {
    guard let plain = map.plain else { return [] }
    return [Line(name: "nothing", text: MapLines.text(plain.outcome))]
  }

  /// The ranges of each axis, from its lowest to its highest.
  private var ranges: [Line] {
    var lines: [Line] = []
    for range in map.ranges {
      let isFirst = lines.last == nil || !isSame(range, as: lines.count)
      let ends = [MapLines.number(range.from), MapLines.number(range.to)]
      let span = ends[0] == ends[1] ? ends[0] : "\(ends[0]) … \(ends[1])"
      lines.append(
        Line(
          name: isFirst ? range.along : "",
          text: "\(span) → \(range.kind.rawValue): \(MapLines.text(range.outcome))"
        )
      )
    }
    return lines
  }

  private func isSame(_ range: MapRange, as index: Int) -> Bool {
    map.ranges[index - 1].along == range.along
  }

  /// Asks for sizes that neither a shape nor the rule of a range tells already; those of one outcome together.
  private var sizes: [Line] {
    MapLines.grouped(
      map.rows.filter {
        MapTopic($0.ask) == .size && $0.asks.count == 1 && !isTold($0)
      }
    )
  }

  /// Whether a range's rule gives what a row holds.
  private func isTold(_ row: MapRow) -> Bool {
    guard row.ask.count == 1, Classifier.Spelling(row.ask) != nil, row.outcome.isServed else {
      return false
    }
    let candidates = Relation(row.ask, row.outcome).candidates
    return map.ranges.contains { candidates.contains($0.outcome) }
  }

  /// A line for each outcome, behind the class that it has.
  private static func grouped(_ rows: [MapRow]) -> [Line] {
    var groups: [(kind: MapClass, text: String, asks: [String])] = []
    for row in rows {
      let text = text(row.outcome)
      let ask = MapAsk.text(row.ask)
      if let index = groups.firstIndex(where: { $0.kind == row.kind && $0.text == text }) {
        groups[index].asks.append(ask)
      } else {
        groups.append((row.kind, text, [ask]))
      }
    }
    return groups.map { group in
      Line(
        name: group.kind.rawValue,
        text: "\(group.asks.joined(separator: " · ")) → \(group.text)"
      )
    }
  }

  private var counts: [Line] {
    let counts = rules.counts.members.compactMap { member in
      Int(member.name).map { ($0, member.value) }
    }
    guard !counts.isEmpty else { return [] }
    let batch =
      rules.batchField.map { "\($0), up to \(rules.largestBatch) a call" } ?? "a call each"
    let most = rules.most.map { most in
      let split = rules.counts[String(most)]?.stringValue ?? ""
      return "\(most) at most" + (split.isEmpty ? "" : ", as \(split)")
    }
    let beyond = counts.first { $0.0 > rules.most ?? 0 }.map {
      "\($0.0) → \($0.1.stringValue ?? "")"
    }
    let isSeen = map.plain?.outcome.calls != 0
    return [
      Line(
        name: "n",
        text: [isSeen ? batch : nil, most, beyond].compactMap(\.self).joined(separator: "; ")
      ),
      Line(name: "seeds", text: rules.seeds),
    ]
  }

  private var formats: [Line] {
    let words = rules.formats.members.map { "\($0.name) \($0.value.stringValue ?? "")" }
    guard !words.isEmpty else { return [] }
    return [Line(name: "formats", text: words.joined(separator: " · "))]
  }

  private var parameters: [Line] {
    rules.parameters.members.map { member in
      let names = member.value["upstream"]?.arrayValue?.compactMap(\.stringValue) ?? []
      let refused = member.value["refused"]?.arrayValue?.map { $0.text() } ?? []
      var text = member.value["treatment"]?.stringValue ?? ""
      if !names.isEmpty { text += " → \(names.joined(separator: ", "))" }
      if !refused.isEmpty, text != "refused" {
        text += "; refused: \(refused.joined(separator: ", "))"
      }
      return Line(name: member.name, text: text)
    }
  }

  private var edits: [Line] {
    MapLines.grouped(map.rows.filter { MapTopic($0.ask) == .edit })
  }

  private var varying: [Line] {
    guard !map.varying.isEmpty else { return [] }
    return [Line(name: "otherwise each time", text: map.varying.joined(separator: ", "))]
  }
}

extension MapLines {
  /// The number of an ask on its axis: the ratio of a shape, the side of a square, a parameter's value.
  package static func number(_ ask: JSONObject) -> String {
    guard let value = ask.members.first?.value else { return "" }
    guard let text = value.stringValue else { return value.text() }
    if let size = MapSize(text) { return size.number }
    return text
  }

  /// What reaches the provider and what comes back, in one line.
  package static func text(_ outcome: Outcome) -> String {
    guard outcome.isServed else { return outcome.answer.stringValue ?? outcome.answer.text() }
    var words: [String] = []
    if let place = outcome.place { words.append("at \(place)") }
    if let upstream = outcome.upstream, upstream != [:] { words.append(fields(upstream)) }
    if !outcome.without.isEmpty {
      words.append("without \(outcome.without.joined(separator: ", "))")
    }
    if outcome.calls > 1 { words.append("\(outcome.calls) calls") }
    if let delivers = outcome.delivers {
      words.append(words.isEmpty ? delivers : "→ \(delivers)")
    }
    return words.isEmpty ? "as if nothing was said" : words.joined(separator: " ")
  }

  /// The fields of a call as people write them: `image_size 1183x887`, `aspect_ratio 4:3, resolution 1 MP`.
  private static func fields(_ upstream: JSON) -> String {
    guard let members = upstream.objectValue?.members else {
      return (upstream.arrayValue ?? []).map(fields).joined(separator: " + ")
    }
    return members.map { "\($0.name) \(value($0.value))" }.joined(separator: ", ")
  }

  private static func value(_ value: JSON) -> String {
    if let object = value.objectValue, object.count == 2, let width = object["width"],
      let height = object["height"]
    {
      return "\(self.value(width))x\(self.value(height))"
    }
    guard let items = value.arrayValue, items.allSatisfy({ $0.stringValue != nil }) else {
      return value.stringValue ?? value.text()
    }
    return items.count > 3
      ? "\(items.count) pictures" : items.compactMap(\.stringValue).joined(separator: " ")
  }
}
