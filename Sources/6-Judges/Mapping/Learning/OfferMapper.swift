import Bytes
import CanonicalJSON
import Catalog

/// Learns what a gateway makes of one model in one mode.
package struct OfferMapper {
  let subject: MapSubject
  let asker: Asker
  /// The asks that become rows, those of one wish together.
  private(set) var groups: [[JSONObject]] = []
  private(set) var spans: [(axis: String, span: Halving.Span)] = []
  private(set) var plain = Observed.unasked
  private(set) var ground = Ground()
  private let detail: MapDetail

  package init(
    _ subject: MapSubject,
    asking asker: Asker,
    detail: MapDetail = MapDetail(subjects: 1)
  ) {
    self.subject = subject
    self.detail = detail
    self.asker = asker
  }

  /// Nil where the gateway does not serve the model so; throws `MapLimit` where not even the plain ask may be put.
  package mutating func learned() async throws -> OfferMap? {
    plain = try await asker.one([:])
    guard plain.isAsked else { throw MapLimit() }
    guard plain.isServed else { return nil }
    ground = Ground.whole(varying: Varying.fields(of: plain, try await asker.again([[:], [:]])))
    groups = [[[:]]]
    try await learnSizes()
    try await learn(MapGrid.counts(subject) + MapGrid.seeds + MapGrid.formats(subject))
    try await learnParameters()
    if subject.mode == .edit { try await learn(MapGrid.pictures(subject)) }
    try await learnWhatVaries()
    return try await compiled()
  }

  private mutating func learn(_ asks: [JSONObject]) async throws {
    _ = try await asker.all(asks)
    groups += asks.map { [$0] }
  }

  private mutating func learn(along axis: Axis) async throws -> [Halving.Span] {
    var axis = axis
    if axis.closeness > 0 { axis.closeness = detail.closeness }
    let found = try await Halving(axis: axis, ground: ground).spans(asking: asker)
    spans += found.map { (axis.name, $0) }
    return found
  }

  /// Asks once more for whatever field was seen, so that none is recorded that is otherwise each time.
  private mutating func learnWhatVaries() async throws {
    var firsts: [String: JSONObject] = [:]
    for ask in groups.flatMap(\.self) {
      for name in try await asker.one(ask).calls.flatMap(\.input.names) where firsts[name] == nil {
        firsts[name] = ask
      }
    }
    var asks: [JSONObject] = []
    for (_, ask) in firsts.sorted(by: { $0.key < $1.key }) where !asks.contains(ask) {
      asks.append(ask)
    }
    let before = try await asker.all(asks)
    for (first, second) in zip(before, try await asker.again(asks)) {
      ground.varying.formUnion(Varying.fields(of: first, [second]))
    }
  }
}

// MARK: Sizes

extension OfferMapper {
  private mutating func learnSizes() async throws {
    let wishes = MapGrid.shapes(subject)
    _ = try await asker.all(wishes.flatMap(\.self))
    groups += wishes
    try await learn(MapGrid.offList(subject))
    // An edit obeys the sizes of a generation; that it does is seen at the shapes.
    guard subject.mode == .textToImage else { return }
    let shapes = try await learn(along: .ratio(in: "size"))
    try await learnAlike(shapes, .ratio(in: "aspect_ratio"))
    let large = try await asker.one(["size": "4096x4096"])
    let isExact = large.size == PixelSize(4096, 4096)
    _ = try await learn(along: .square(MapGrid.squares(areExact: isExact)))
    if isExact { _ = try await learn(along: .side) } else { try await learnAlike(shapes, .pixels) }
  }

  /// An axis that says what another says; only where it has other boundaries are its own looked for.
  private mutating func learnAlike(_ spans: [Halving.Span], _ axis: Axis) async throws {
    let middle = spans.dropFirst(spans.count / 3).prefix(max(1, spans.count / 3))
    let ends = middle.flatMap { [$0.from, $0.to] }.compactMap(MapGrid.ratio)
    for (ratio, ask) in ends.map({ ($0, axis.ask($0)) }) {
      let own = ground.outcome(of: try await asker.one(ask), to: ask)
      let there = try await asker.one(MapGrid.size(ratio))
      let other = ground.outcome(of: there, to: MapGrid.size(ratio))
      guard own != other else { continue }
      _ = try await learn(along: axis)
      return
    }
  }
}

// MARK: Parameters

extension OfferMapper {
  private mutating func learnParameters() async throws {
    for parameter in MapGrid.parameters(subject) {
      try await learn(Array(parameter.asks.prefix(detail.values)))
      guard let points = parameter.points, try await leavesTrace(parameter) else { continue }
      _ = try await learn(along: .number(parameter.name, points))
    }
  }

  /// Whether a number has bounds that are worth finding: one that is dropped has none.
  private func leavesTrace(_ parameter: MapGrid.ParameterAsks) async throws -> Bool {
    guard let ask = parameter.asks.first else { return false }
    let observed = try await asker.one(ask)
    return observed.isServed && observed.calls.first?.input != plain.calls.first?.input
  }
}
