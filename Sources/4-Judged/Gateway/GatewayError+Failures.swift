import Normalization
import Providers

extension GatewayError {
  init(_ fault: RequestFault) {
    self.init(
      fault.code == .modelNotFound ? .modelNotFound : .invalidRequest,
      fault.message,
      status: fault.status,
      parameter: fault.parameter
    )
  }

  /// The error that the client is told after failures that no other attempt makes good.
  ///
  /// Where the client forced the provider it hears that one failure; else what all attempts together came to.
  init(_ failures: [ProviderFailure], isForced: Bool, leavesHope: Bool) {
    guard let last = failures.last else {
      self.init(.internalError, "no provider was asked")
      return
    }
    if last.kind == .moderated {
      self.init(.contentPolicyViolation, "\(last)")
    } else if isForced || !leavesHope {
      self.init(
        .upstreamError,
        "\(last)",
        status: GatewayError.passedStatus(of: last),
        retryAfter: last.retryAfter
      )
    } else if failures.allSatisfy({ $0.kind == .rateLimited }) {
      self.init(
        .rateLimited,
        "every provider of the model is limiting requests",
        retryAfter: failures.compactMap(\.retryAfter).max()
      )
    } else {
      self.init(.allProvidersExhausted, "every provider of the model failed; the last: \(last)")
    }
  }

  /// A refusal of the gateway's own account is never the client's fault; what is no error's status is not passed on.
  private static func passedStatus(of failure: ProviderFailure) -> Int {
    switch failure.kind {
    case .account, .ended, .unreachable, .unreadable, .moderated: 502
    case .deadline: 504
    default: failure.status.flatMap { 400...599 ~= $0 ? $0 : nil } ?? 502
    }
  }
}

extension ProviderFailure {
  /// Whether another provider may do better: not where the input itself was refused, nor, unless a picture
  /// may be bought twice, where it may have been made.
  func leavesHope(buyingTwice: Bool) -> Bool {
    kind != .moderated && kind != .invalidInput && (buyingTwice || !isOpen)
  }
}
