import CanonicalJSON
package import Catalog
import Conformance

/// One model of a gateway, and the names and modes that it may be served by.
package struct MapTarget: Sendable {
  /// What its file is called by.
  package var model: String
  package var subjects: [MapSubject]

  package init(model: String, subjects: [MapSubject]) {
    self.model = model
    self.subjects = subjects
  }

  /// The names that the gateway may tell of it by: a provider's prefix is no part of some.
  package var names: [String] {
    let names = subjects.map(\.name)
    let bare = names.compactMap { name in
      name.firstIndex(of: "/").map { String(name[name.index(after: $0)...]) }
    }
    return (names + bare).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Notes the parameters that the gateway itself tells of.
  package mutating func hear(_ parameters: [Parameter]) {
    for index in subjects.indices { subjects[index].told = parameters }
  }
}

/// What became of one name of a model while its map was learned.
package enum MapFound: Sendable {
  /// `leftOut` asks were too many, or more than the budget covers.
  case served(OfferMap, leftOut: Int)
  case notServed
  /// Not even the plain ask was put.
  case notAsked

  /// In half a sentence, for who waits.
  package var summary: String {
    switch self {
    case .served(let map, let leftOut):
      "\(map.rows.count) rows, \(map.ranges.count) ranges"
        + (leftOut > 0 ? "; \(leftOut) asks were too many, or too dear for the budget" : "")
    case .notServed: "not served"
    case .notAsked: "not asked, for that is too much, or too dear for the budget"
    }
  }

  fileprivate init(_ offer: OfferMap?, _ asker: Asker) async {
    let leftOut = await asker.leftOut
    self = offer.map { .served($0, leftOut: leftOut) } ?? .notServed
  }
}

/// Learns maps of a gateway's models.
package struct GatewayMapper: Sendable {
  /// The most asks for one map.
  private static let most = 1000

  private let put: Asker.Put
  private let jobs: Int
  private let gateway: String
  private let version: String?
  private let date: String

  /// `date` is the day on which it is learned.
  package init(
    gateway: String,
    version: String?,
    date: String,
    jobs: Int,
    put: @escaping Asker.Put
  ) {
    (self.gateway, self.version, self.date) = (gateway, version, date)
    (self.jobs, self.put) = (jobs, put)
  }

  /// The map of a model; `tell` is told what became of each name that it may be served by.
  package func map(
    of target: MapTarget,
    tell: @Sendable (MapSubject, MapFound) -> Void = { _, _ in }
  ) async throws -> GatewayMap {
    var offers: [OfferMap] = []
    var asks = 0
    for subject in target.subjects {
      let asker = Asker(
        model: subject.name,
        mode: subject.mode,
        jobs: jobs,
        most: GatewayMapper.most - asks,
        put: put
      )
      let detail = MapDetail(subjects: target.subjects.count)
      var mapper = OfferMapper(subject, asking: asker, detail: detail)
      do {
        let offer = try await mapper.learned()
        if let offer { offers.append(offer) }
        tell(subject, await MapFound(offer, asker))
      } catch is MapLimit {
        tell(subject, .notAsked)
      }
      asks += await asker.count
    }
    return GatewayMap(
      model: target.model,
      gateway: gateway,
      version: version,
      date: date,
      asks: asks,
      offers: offers.sorted {
        ($0.mode == Mode.edit.rawValue ? 1 : 0, $0.model) < (
          $1.mode == Mode.edit.rawValue ? 1 : 0, $1.model
        )
      }
    )
  }

  /// A way to put asks to a subject.
  package func asker(of subject: MapSubject) -> Asker {
    Asker(model: subject.name, mode: subject.mode, jobs: jobs, put: put)
  }
}
