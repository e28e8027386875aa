package import Gateway
package import HTTPMessages
package import Providers

extension Offline {
  /// What may be told apart from run to run.
  package struct Options: Sendable {
    /// The key that clients must give; nil lets any bearer pass.
    package var key: String?
    package var isFalQueued = false
    package var schedule = PollSchedule.eager
    /// How long the gateway gives a provider.
    package var patience = Duration.seconds(120)
    package var latency = Latency.none
    /// Whether models that the catalog does not know are served by a generic contract.
    package var servesAnyModel = false
    /// Where hosted pictures are kept beside memory.
    package var pictureStore: (any PictureStore)?
    /// Who plays a provider instead of its stub, by the provider's slug.
    package var upstreams: [String: ProviderAccess] = [:]
    /// What reaches those; nil reaches nobody.
    package var network: (any HTTPHandler)?
    /// What fetches pictures that answers and clients name by URL; nil fetches only the stubs' own.
    package var downloads: (any HTTPHandler)?
    /// Told what a plan did with the request of an id, in a line.
    package var notePlan: (@Sendable (_ id: String, _ summary: String) -> Void)?
    /// Seconds since 1970.
    package var unixTime: @Sendable () -> Int
    /// Ids of requests; random ones unless given.
    package var requestID: (@Sendable () -> String)?

    package init(unixTime: @escaping @Sendable () -> Int) { self.unixTime = unixTime }

    /// What must never be told to anybody.
    var secrets: [String] { ([key] + upstreams.values.map(\.key)).compactMap(\.self) }
  }
}
