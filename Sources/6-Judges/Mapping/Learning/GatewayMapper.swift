import CanonicalJSON
import Catalog
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

  /// The map of a model; `tell` is told of each name that the gateway serves, and of each that it doesn't.
  package func map(
    of target: MapTarget,
    tell: @Sendable (MapSubject, OfferMap?) -> Void = { _, _ in }
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
      let offer = try await mapper.learned()
      asks += await asker.count
      tell(subject, offer)
      if let offer { offers.append(offer) }
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
