import Bytes
import CanonicalJSON
import Images

/// One request that proves the whole way before anything is judged: gateway, stub, picture, harness.
package struct Canary: Sendable {
  private let witness: WireWitness

  package init(_ witness: WireWitness) {
    self.witness = witness
  }

  /// The hop that is broken, and what to set; nil where all of them hold.
  package func brokenHop(model: String, upstream: String) async -> String? {
    let seen: Evidence
    let request = Ask(
      path: "/images/generations",
      fields: ["model": .string(model), "prompt": "a red cube on a white table"]
    )
    do {
      seen = try await witness.marked { try await witness.testimony(to: request, for: $0) }
    } catch {
      return "harness → gateway: \(error); check that the gateway listens at \(witness.base)"
    }
    guard !seen.calls.isEmpty else {
      let message = Canary.message(of: seen)
      return "gateway → upstream: the gateway answered \(seen.status) (\(message)) and no call "
        + "came; set its providers' base URLs to \(upstream)/fal, \(upstream)/replicate and "
        + "\(upstream)/fireworks"
    }
    guard seen.status == 200 else {
      let message = Canary.message(of: seen)
      return "upstream → gateway: the call came, and the gateway answered \(seen.status) "
        + "(\(message)); can it fetch pictures from \(upstream)?"
    }
    do {
      guard let picture = try await seen.pictures().first, picture.probe.verdict == .sound else {
        return "gateway → harness: the answer holds no sound picture"
      }
      return nil
    } catch {
      return "gateway → harness: \(error)"
    }
  }

  /// The gateway's own words, which must not act on the reader's screen.
  private static func message(of seen: Evidence) -> String {
    let message = seen.answer?["error"]?["message"]?.stringValue
    return message.map { VisibleText.line($0) } ?? "no error message"
  }
}
