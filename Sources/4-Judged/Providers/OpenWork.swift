import HTTPMessages
import Synchronization

/// The work of one call as far as it is known: not ordered, perhaps taken, taken, or over.
final class OpenWork: Sendable {
  private enum State {
    case none
    /// The order went out, and nothing has come back.
    case ordered
    case taken(ProviderTicket)
  }

  private let state = Mutex(State.none)
  private let busy = Mutex<[Int]>([])

  /// The statuses of answers that were asked for again, in order.
  var absorbed: [Int] { busy.withLock { $0 } }

  func noteAbsorbed(_ status: Int) { busy.withLock { $0.append(status) } }

  /// Whether the provider may do it, and bill it, although its outcome is unseen.
  var isOpen: Bool {
    state.withLock { state in
      if case .none = state { false } else { true }
    }
  }

  var cancellation: HTTPRequest? {
    state.withLock { state in
      if case .taken(let ticket) = state { ticket.cancellation } else { nil }
    }
  }

  func noteSubmission() { state.withLock { $0 = .ordered } }

  /// The order did not arrive, or was called off.
  func noteRefusal() { state.withLock { $0 = .none } }

  func note(_ ticket: ProviderTicket) { state.withLock { $0 = .taken(ticket) } }

  /// Takes a step that ends the work unless it says "wait"; an answer that can't be read says nothing of it.
  func closing(_ step: () throws -> ProviderStep) throws -> ProviderStep {
    do {
      let next = try step()
      noteRefusal()
      return next
    } catch let failure as ProviderFailure where failure.isOpen {
      throw failure
    } catch {
      noteRefusal()
      throw error
    }
  }
}
