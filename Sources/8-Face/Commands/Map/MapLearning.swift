import CanonicalJSON
import Catalog
import Conformance
import Mapping
import Terminal
import Recordings
import Sessions

/// `map`: learns models of a gateway, tells of them, and keeps what it learned.
struct MapLearning {
  let call: Invocation
  let plan: SessionPlan

  init(_ call: Invocation) throws {
    self.init(call, before: try call.sessionPlan(call.caseSources()))
  }

  /// A session that may be about another gateway than the call's own.
  init(_ call: Invocation, before plan: SessionPlan) {
    self.call = call
    var plan = plan
    plan.isLenient = true
    plan.firstModel = MapLearning.firstModel(plan, named: call.operands)
    self.plan = plan
  }

  /// The model that a call names is the one to prove the way with.
  private static func firstModel(_ plan: SessionPlan, named names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    guard plan.isDescribed else { return names[0] }
    let targets = MapTarget.all(
      named: names,
      plan.sources,
      profile: plan.subject.profile,
      listed: nil
    )
    return targets.first?.subjects.first { $0.mode == .textToImage }?.name
  }

  func run() async throws -> ExitCode {
    let against = try MapAgainst(call)
    let (maps, isInterrupted) = try await learned()
    if !isInterrupted, !maps.contains(where: { !$0.offers.isEmpty }) {
      throw MapUsage.nothingServed
    }
    if let against { return isInterrupted ? .interrupted : try await against.compare(maps) }
    if call[MapOptions.draft] { return isInterrupted ? .interrupted : try draft(maps) }
    for map in maps where !call.wantsJSON {
      call.console.show(MapText(style: call.style, columns: call.console.columns).text(of: map))
    }
    if call.wantsJSON { call.console.write(json(maps)) }
    guard !isInterrupted else { return .interrupted }
    if keeps { try keep(maps) }
    return .success
  }

  /// Each model that the call asks for, as far as it came before an interruption.
  func learned() async throws -> (maps: [GatewayMap], isInterrupted: Bool) {
    try await interruptible(by: call.console.interruption()) {
      try await Session.open(plan) { try await learned(in: $0) }
    }
  }

  private func learned(in session: Session) async throws -> [GatewayMap] {
    guard let witness = session.witness else { throw MapUsage.nobodyToAsk }
    let listing = await witness.listing()
    let targets = MapTarget.all(
      named: call.operands,
      plan.sources,
      profile: plan.subject.profile,
      listed: plan.isDescribed ? nil : listing.models
    )
    guard !targets.isEmpty else { throw MapUsage.noModels }
    let mapper = GatewayMapper(
      gateway: plan.subject.name,
      version: listing.version,
      date: String(UTCTime(milliseconds: call.console.unixTime() * 1000).description.prefix(10)),
      jobs: plan.subject.jobs(asked: call[CheckRun.jobs]),
      put: MapSpending(plan).paying { try await witness.sides(of: $0) }
    )
    var maps: [GatewayMap] = []
    for target in targets { maps.append(try await mapper.map(of: target, tell: tell)) }
    return maps
  }

  /// Says on the error stream how far it is.
  private func tell(_ subject: MapSubject, _ map: OfferMap?) {
    guard !call.isQuiet else { return }
    let what = map.map { "\($0.rows.count) rows, \($0.ranges.count) ranges" } ?? "not served"
    call.console.writeError("\(subject.name) \(subject.mode.rawValue): \(what)\n")
  }

  /// The reference's own map is printed; only a folder that is named keeps it.
  private var keeps: Bool {
    !call.wantsJSON && (plan.subject.profile != nil || call[MapOptions.folder] != nil)
  }

  private func keep(_ maps: [GatewayMap]) throws {
    let files = try MapFiles(call)
    for map in maps where !map.offers.isEmpty {
      let (kept, file) = try files.keep(map)
      let name = call.shown(file)
      switch kept {
      case .new:
        call.console.write("wrote \(name); 'touchstone map --check' holds the gateway to it\n")
      case .same: call.console.write("\(name) says the same\n")
      case .pending:
        call.console.write("pending: \(name); 'touchstone golden diff' shows, 'accept' takes it\n")
      }
    }
  }

  /// One map as its file has it, several as a list.
  private func json(_ maps: [GatewayMap]) -> String {
    guard maps.count != 1 else { return maps[0].text }
    return "[\n" + maps.map(\.text).joined(separator: ",\n") + "]\n"
  }
}

/// A mistake in what was asked of `map`.
enum MapUsage: Error, Equatable, CustomStringConvertible {
  case nobodyToAsk
  case noModels
  case nothingServed
  case noMaps(folder: String)

  var description: String {
    switch self {
    case .nobodyToAsk: "a map is learned of a gateway that can be asked; replay has none"
    case .noModels: "the gateway lists no model; name one: touchstone map MODEL"
    case .nothingServed:
      "the gateway serves none of these models; name one that it has: touchstone map MODEL"
    case .noMaps(let folder): "\(folder) holds no such map; 'touchstone map MODEL' learns one"
    }
  }
}
