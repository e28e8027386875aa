import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images

/// One request that proves the whole way before anything is judged: gateway, stub, picture, harness.
package struct Canary: Sendable {
  private let witness: WireWitness

  package init(_ witness: WireWitness) {
    self.witness = witness
  }

  /// How far the canary came.
  package enum Outcome: Sendable, Equatable {
    case whole
    /// The gateway serves, and something is wrong with what it serves: judging says what.
    case doubtful(String)
    /// A hop that is broken, and what to set: nothing can be found out.
    case broken(String)
  }

  package func outcome(model: String, upstream: String) async -> Outcome {
    let seen: Evidence
    let request = Ask(
      path: "/images/generations",
      fields: ["model": .string(model), "prompt": "a red cube on a white table"]
    )
    do {
      seen = try await witness.marked { try await witness.testimony(to: request, for: $0) }
    } catch {
      return .broken(
        "harness → gateway: \(error); check that the gateway listens at \(witness.base)"
      )
    }
    guard !seen.calls.isEmpty else {
      return .broken(
        "gateway → upstream: the gateway answered \(seen.status) (\(Canary.message(of: seen))) "
          + "and no call came; \(advice(after: seen.status, upstream))"
      )
    }
    if let refused = seen.calls.first(where: { !$0.isTaken }), seen.status != 200 {
      return .broken(
        "gateway → upstream: \(refused.provider)'s stub refused the call\(refused.refusal); "
          + "touchstone stub --print env shows the keys and addresses that the stubs take"
      )
    }
    guard seen.status == 200 else {
      return .broken(
        "upstream → gateway: the call came, and the gateway answered \(seen.status) "
          + "(\(Canary.message(of: seen))); can it fetch pictures from \(upstream)?"
      )
    }
    do {
      guard let picture = try await seen.pictures().first, picture.probe.verdict == .sound else {
        return .doubtful("gateway → harness: the answer holds no sound picture")
      }
      return .whole
    } catch {
      return .doubtful("gateway → harness: \(error)")
    }
  }

  /// What to set where a request did not get as far as a provider.
  private func advice(after status: Int, _ upstream: String) -> String {
    switch status {
    case 404, 405:
      "is \(witness.base) right? It is what stands before /images/generations"
    case 401, 403:
      "does it want another key? --gateway-key gives it, or the variable that key_variable names"
    default:
      "set its providers' base URLs to \(upstream)/fal, \(upstream)/replicate and "
        + "\(upstream)/fireworks"
    }
  }

  /// The gateway's own words, which must not act on the reader's screen.
  private static func message(of seen: Evidence) -> String {
    let message = seen.answer?["error"]?["message"]?.stringValue
    let text = message ?? String(decoding: seen.body.prefix(200), as: UTF8.self)
    return text.isEmpty ? "an empty answer" : VisibleText.line(text, limit: 160)
  }
}

extension UpstreamCall {
  /// The answer of a provider that did not take it, in short: ` with 401: invalid key`.
  fileprivate var refusal: String {
    guard let response = exchange?.response else { return "" }
    let text = String(decoding: exchange?.responseBody.prefix(200) ?? [], as: UTF8.self)
    return " with \(response.status.code): \(VisibleText.line(text, limit: 160))"
  }
}
