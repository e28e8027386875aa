import Gateway
package import HTTPMessages
import HTTPTransport
package import Offline
import Providers

/// The reference gateway as a service is asked to be it: its key, its providers, and where pictures are kept.
package struct ServedReference {
  /// The way in which it is asked for.
  package struct Wish: Sendable {
    /// The places that stand for providers, each named as `PROVIDER=URL`.
    package var upstreams: [String] = []
    package var key: String?
    /// Whether models that no catalog knows are served, too.
    package var servesAnyModel = false
    /// Whether another provider is asked where the outcome of an order can't be found out.
    package var buysTwice = false
    /// The folder that pictures are kept in, too.
    package var store: String?
    package var isFalQueued = false
    package var latency = Latency.none
    /// Whether pictures' URLs may lead to this machine or its network.
    package var allowsLocalURLs = false

    package init() {}
  }

  /// The key that clients must give; nil lets any bearer pass.
  package let key: String?
  package let servesAnyModel: Bool
  package let offline: Offline.Options
  package let environment: Environment
  /// The key as the banner tells it: one that was named is not repeated, one that was made must be told.
  package let shownKey: String

  package init(_ wish: Wish, environment variables: [String: String], notes: PlanNotes) throws {
    let upstreams = try NamedUpstreams(wish.upstreams, environment: variables)
    let isOffline = upstreams.accesses.isEmpty
    if wish.servesAnyModel, upstreams.accesses["fal"] != nil { throw Fault.anyModelWithoutStub }
    let key = wish.key ?? (upstreams.isPaid ? ClientKey.made() : nil)
    let pictures = try wish.store.map { try PictureFolder(path: $0) }
    var offline = Offline.Options()
    offline.isFalQueued = wish.isFalQueued
    offline.latency = wish.latency
    offline.upstreams = upstreams.accesses
    offline.schedule = isOffline ? .eager : .patient
    offline.settle = { settings in
      settings.key = key
      settings.servesAnyModel = wish.servesAnyModel
      settings.buysTwice = wish.buysTwice
      settings.pictureStore = pictures
      settings.notePlan = { id, summary in notes.put(summary, for: id) }
    }
    self.key = key
    shownKey = wish.key != nil ? "…the key you gave" : key ?? "any"
    servesAnyModel = wish.servesAnyModel
    self.offline = offline
    var environment = isOffline ? Environment.offline : .online
    environment.downloads = HTTPClient(
      HTTPClientOptions(
        addresses: wish.allowsLocalURLs ? .anyAddress : .publicOnly,
        whole: .seconds(60),
        redirects: 3
      )
    )
    self.environment = environment
  }

  /// Two wishes that can't both come true.
  enum Fault: Error, Equatable, CustomStringConvertible {
    case anyModelWithoutStub

    var description: String {
      switch self {
      case .anyModelWithoutStub:
        "'--any-model' needs fal's stub, which '--upstream-for fal=…' replaces; leave one of them out"
      }
    }
  }
}
