import Files
package import Contract
import Bytes

/// The cases that failed when they last ran, kept in the user's cache between calls.
package struct LastFailed: Sendable {
  private let folder: Folder?
  private let file: String

  /// Nothing is kept where no cache is known, nor where `CI` is true.
  package init(_ layers: GoldenLayers, gateway: String, environment: [String: String]) {
    let cache =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/.cache" }
    folder = environment["CI"] == "true" ? nil : cache.map { Folder("\($0)/touchstone") }
    let about = [layers.contract.path, layers.project?.path ?? "", gateway].joined(separator: "\n")
    file = LastFailed.prefix + "\(SHA256.hex(of: Array(about.utf8)).prefix(12))"
  }

  private static let prefix = "last-failed-"
  /// The most gateways that files are kept for; those go first that were not judged for longest.
  private static let mostGateways = 50

  package var cases: Set<String> {
    guard let bytes = try? folder?.bytes(of: file) else { return [] }
    return Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  /// Replaces the cases that ran now; all others keep their place.
  package func replace(_ ran: Set<String>, failed: Set<String>) {
    let now = cases.subtracting(ran).union(failed).sorted()
    // A cache that can't be written costs a convenience, never a run.
    try? folder?.write(Array(now.map { $0 + "\n" }.joined().utf8), to: file)
    folder?.keepNewest(LastFailed.mostGateways, prefix: LastFailed.prefix)
  }
}
