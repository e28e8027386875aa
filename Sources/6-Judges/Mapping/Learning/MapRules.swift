import Bytes
package import CanonicalJSON

/// What the rows of a map come to together: how calls are split, seeds counted, formats made, parameters treated.
package struct MapRules: Sendable {
  private let map: OfferMap

  package init(_ map: OfferMap) { self.map = map }

  private func rows(_ topic: MapTopic) -> [MapRow] {
    map.rows.filter { MapTopic($0.ask) == topic }
  }

  /// The pictures of each call, by how many were asked for: `{"10": "4+4+2"}`; a refusal as its answer.
  package var counts: JSONObject {
    JSONObject(
      numbered.map { number, row in
        let split = row.outcome.isServed ? .string(splitText(row)) : row.outcome.answer
        return .init(name: String(number), value: split)
      }
    )
  }

  private var numbered: [(number: Int, row: MapRow)] {
    rows(.n).compactMap { row in
      guard row.ask.count == 1, let number = row.ask["n"]?.intValue else { return nil }
      return (number, row)
    }.sorted { $0.number < $1.number }
  }

  private func splitText(_ row: MapRow) -> String {
    let split = split(row).map(String.init)
    return Set(split).count == 1 && split.count > 3
      ? "\(split.count) × \(split[0])" : split.joined(separator: "+")
  }

  /// The field that asks for several pictures in a call; nil where there is none.
  package var batchField: String? {
    numbered.lazy.compactMap { number, row in
      row.outcome.calls == 1 && number > 1
        ? row.outcome.upstream?.objectValue?.members.first { $0.value.intValue == number }?.name
        : nil
    }.first
  }

  /// The most pictures that one call is asked for.
  package var largestBatch: Int { numbered.flatMap { split($0.row) }.max() ?? 1 }

  /// The most pictures that are delivered.
  package var most: Int? {
    numbered.filter { $0.row.outcome.isServed && $0.row.kind != .dropped }.map(\.number).max()
  }

  /// The pictures that each call of a row asks for.
  package func split(_ row: MapRow) -> [Int] {
    let calls =
      row.outcome.upstream?.arrayValue
      ?? Array(repeating: row.outcome.upstream ?? .null, count: row.outcome.calls)
    return calls.map { call in batchField.flatMap { call[$0]?.intValue } ?? 1 }
  }

  /// How the calls of one request get their seeds.
  package var seeds: String {
    let both = rows(.seed).filter {
      $0.ask["n"] != nil && $0.outcome.isServed && $0.outcome.calls > 0
    }
    guard let row = both.max(by: { $0.outcome.calls < $1.outcome.calls }),
      let first = row.ask["seed"]?.intValue
    else { return "unknown" }
    let calls =
      row.outcome.upstream?.arrayValue
      ?? Array(repeating: row.outcome.upstream ?? .null, count: row.outcome.calls)
    let seeds = calls.map { call in
      (call["seed"] ?? call.objectValue?.members.first { $0.name.contains("seed") }?.value)?
        .intValue
    }
    let sizes = split(row)
    let starts = sizes.indices.map { first + sizes[..<$0].reduce(0, +) }
    if seeds.allSatisfy({ $0 == nil }) { return "dropped" }
    if seeds.count == 1 {
      return seeds[0] == first ? "passed, all pictures in one call" : "converted"
    }
    let sorted = seeds.compactMap(\.self).sorted()
    if sorted == starts { return "+1 a picture" }
    if sorted == calls.indices.map({ first + $0 }) { return "+1 a call" }
    return Set(sorted).count == 1 && sorted.count == calls.count
      ? "the same in every call" : "other"
  }

  /// The treatment of each format of an answer and of a picture.
  package var formats: JSONObject {
    var formats: JSONObject = [:]
    for row in rows(.format) where row.ask.count == 1 {
      for name in ["response_format", "output_format"] {
        guard let word = row.ask[name]?.stringValue else { continue }
        formats[word] = .string(row.kind.rawValue)
      }
    }
    return JSONObject(formats.members.sorted { $0.name < $1.name })
  }

  /// Each parameter with its treatment, its name upstream, and the values that are refused.
  package var parameters: JSONObject {
    let alone = map.rows.filter {
      $0.ask.count == 1 && [.parameter, .seed].contains(MapTopic($0.ask))
    }
    let names = Set(alone.flatMap(\.ask.names)).sorted()
    return JSONObject(
      names.map { name in
        .init(name: name, value: .object(parameter(alone.filter { $0.ask[name] != nil }, name)))
      }
    )
  }

  private func parameter(_ rows: [MapRow], _ name: String) -> JSONObject {
    let served = rows.filter { $0.outcome.isServed && $0.ask[name] != .null }
    let upstream = Set(served.flatMap { MapRules.names(of: name, in: $0) }).sorted()
    var members: JSONObject = ["treatment": .string(treatment(served, name, upstream: upstream))]
    if !upstream.isEmpty, upstream != [name] {
      members["upstream"] = .array(upstream.map(JSON.string))
    }
    let refused = rows.filter { !$0.outcome.isServed }.compactMap { $0.ask[name] }
    if !refused.isEmpty { members["refused"] = .array(refused) }
    return members
  }

  private func treatment(_ served: [MapRow], _ name: String, upstream: [String]) -> String {
    guard !served.isEmpty else { return "refused" }
    if served.allSatisfy({ $0.kind == .dropped }) { return "dropped" }
    if upstream.count == 1, upstream != [name] { return "renamed" }
    return served.contains { $0.kind == .passed }
      ? "passed" : served.first { $0.kind != .dropped }?.kind.rawValue ?? "dropped"
  }

  /// The fields upstream that an asked value is met in, or else those that it changes.
  static func names(of name: String, in row: MapRow) -> [String] {
    let first = row.outcome.upstream?.arrayValue?.first ?? row.outcome.upstream
    let members = first?.objectValue?.members ?? []
    guard let value = row.ask[name] else { return [] }
    if members.contains(where: { $0.name == name }) { return [name] }
    let same = members.filter { $0.value.isSameValue(as: value) }.map(\.name)
    return same.isEmpty ? members.map(\.name) : same
  }
}
