import Exchanges
import HTTPMessages
import Synchronization

extension FaultPlayer {
  /// The most that is sent, so that even an endless body ends on a machine that is left alone.
  private static let mostSent = 1 << 30
  private static let part = [UInt8](repeating: 0, count: 64 << 10)

  /// An answer after its mishap.
  func interfere(
    _ kind: Interference.Kind,
    with response: HTTPResponse,
    to request: StubRequest,
    ending: NoAnswer.Ending
  ) throws(NoAnswer) -> HTTPResponse {
    var response = response
    let bytes = response.body.atHand
    switch kind {
    case .loss: throw NoAnswer(ending)
    case .redirect(let origin): return FaultPlayer.redirect(request, to: origin)
    case .endless: response.body = .stream(endless(bytes))
    case .shortfall: response.body = .stream(shortened(bytes, ending))
    case .drip: response.body = .stream(dripping(bytes))
    }
    return response
  }

  /// The same path at another origin; the method stays.
  static func redirect(_ request: StubRequest, to origin: String) -> HTTPResponse {
    HTTPResponse(307, fields: [.location: origin + request.message.target.text])
  }

  private func endless(_ bytes: [UInt8]) -> HTTPBodyStream {
    let first = Once(bytes)
    let sent = Atomic(0)
    return HTTPBodyStream {
      if let bytes = first.take(), !bytes.isEmpty { return bytes[...] }
      let count = sent.wrappingAdd(FaultPlayer.part.count, ordering: .relaxed).newValue
      return count < FaultPlayer.mostSent ? FaultPlayer.part[...] : nil
    }
  }

  private func shortened(_ bytes: [UInt8], _ ending: NoAnswer.Ending) -> HTTPBodyStream {
    let first = Once(bytes)
    return HTTPBodyStream(length: bytes.count + 1_000) {
      if let bytes = first.take(), !bytes.isEmpty { return bytes[...] }
      throw NoAnswer(ending)
    }
  }

  private func dripping(_ bytes: [UInt8]) -> HTTPBodyStream {
    let next = Atomic(0)
    return HTTPBodyStream(length: bytes.count) { [clock = backend.clock] in
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < bytes.count else { return nil }
      if index > 0 { try await clock.wait(for: .seconds(60)) }
      return bytes[index...index]
    }
  }
}
