import Catalog
import Normalization
import Providers

/// Has a plan's pictures made: calls in parallel, and the next attempt for what one failed to give.
struct ImageWork: Sendable {
  let settings: GatewaySettings
  let plan: Plan
  let inputs: InputPictures
  /// Shown each draft that a provider sends before the picture; nil where nobody looks.
  var showDraft: (@Sendable (Draft) async -> Void)?
  /// What the calls came to, for the log.
  let purchases = Purchases()

  init(settings: GatewaySettings, plan: Plan, inputs: InputPictures) {
    self.settings = settings
    self.plan = plan
    self.inputs = inputs
  }

  /// A picture that is not finished yet.
  struct Draft: Sendable {
    var picture: Picture
    var index: Int
    var provider: String
    /// What the provider chose, where its event says so.
    var quality: String?
    var background: String?
  }

  /// One picture of the answer, and who made it.
  struct Made: Sendable {
    var picture: Picture
    var prompt: String?
    var attempt: Int
  }

  /// The outcome of all attempts, in the order of the answer.
  struct Outcome: Sendable {
    var pictures: [Made]
    /// The attempts that were made, and how those that failed did.
    var failures: [(attempt: Int, failure: ProviderFailure)]
    /// The tokens of each call that was answered; nil where its provider counts none.
    var usages: [(attempt: Int, usage: TokenUsage?)]

    /// The attempts that gave pictures, in order.
    func served(of plan: Plan) -> [Attempt] {
      let numbers = Set(pictures.map(\.attempt))
      return plan.attempts.indices.filter(numbers.contains).map { plan.attempts[$0] }
    }
  }

  /// The outcome of one call: pictures at positions, and the failure that left others missing.
  private struct CallOutcome: Sendable {
    var made: [Int: Made]
    var failure: ProviderFailure?
    var usages: [(attempt: Int, usage: TokenUsage?)] = []

    mutating func add(_ other: CallOutcome) {
      made.merge(other.made) { first, _ in first }
      usages += other.usages
    }
  }

  func run() async throws -> Outcome {
    let count = plan.attempts.first?.count ?? 0
    var all = CallOutcome(made: [:])
    var failures: [(attempt: Int, failure: ProviderFailure)] = []
    for (number, attempt) in plan.attempts.enumerated() {
      let missing = (0..<count).filter { all.made[$0] == nil }
      let isLast = plan.isForced || number == plan.attempts.count - 1
      let outcome = try await run(attempt, number, for: missing, isLast: isLast)
      all.add(outcome)
      guard let failure = outcome.failure else { break }
      failures.append((number, failure))
      let leavesHope = failure.leavesHope(buyingTwice: settings.buysTwice)
      if isLast || !leavesHope {
        throw GatewayError(
          failures.map(\.failure),
          isForced: plan.isForced,
          leavesHope: leavesHope
        )
      }
    }
    return Outcome(
      pictures: (0..<count).compactMap { all.made[$0] },
      failures: failures,
      usages: all.usages
    )
  }

  /// Runs one attempt's calls side by side; where nothing could make a failure good, the others end with it.
  private func run(
    _ attempt: Attempt,
    _ number: Int,
    for positions: [Int],
    isLast: Bool
  ) async throws -> CallOutcome {
    let provider = attempt.offer.provider
    guard let dialect = settings.dialects[provider] else {
      return CallOutcome(made: [:], failure: noAccount(provider))
    }
    let handed: InputPictures.HandedIn
    do {
      handed = try await inputs.handIn(through: settings.client, by: dialect)
    } catch let failure as ProviderFailure {
      return CallOutcome(made: [:], failure: failure)
    }
    return try await withThrowingTaskGroup(of: CallOutcome.self) { group in
      for call in attempt.calls(for: positions) {
        let upstream = ProviderCall(
          endpoint: call.endpoint,
          input: handed.filling(call.input, of: attempt),
          isEdit: plan.mode == .edit
        )
        group.addTask {
          try await run(
            upstream,
            call.positions,
            attempt: attempt,
            number: number,
            dialect: dialect
          )
        }
      }
      var all = CallOutcome(made: [:], failure: nil)
      for try await outcome in group {
        all.add(outcome)
        guard let failure = outcome.failure else { continue }
        all.failure = all.failure ?? failure
        if isLast || !failure.leavesHope(buyingTwice: settings.buysTwice) {
          all.failure = failure
          group.cancelAll()
          return all
        }
      }
      return all
    }
  }

  /// One call; what is thrown is a cancellation, or the gateway's own failure to convert a picture.
  private func run(
    _ call: ProviderCall,
    _ positions: Range<Int>,
    attempt: Attempt,
    number: Int,
    dialect: ProviderDialect
  ) async throws -> CallOutcome {
    let provider = dialect.provider
    var made: [Int: Made] = [:]
    do {
      let result = try await settings.client.generate(
        call,
        by: dialect,
        drafts: drafts(of: attempt, provider)
      )
      purchases.note(result, by: provider, isFirst: number == 0)
      for (position, bytes) in zip(positions, result.pictures) {
        let picture = try await Picture.delivered(bytes, by: provider).converted(attempt.output)
        let prompt = result.prompt.map(settings.masking)
        made[position] = Made(picture: picture, prompt: prompt, attempt: number)
      }
      let missing = positions.count - made.count
      return CallOutcome(
        made: made,
        failure: missing == 0 ? nil : tooFew(provider, missing),
        usages: [(number, result.usage)]
      )
    } catch let failure as ProviderFailure {
      purchases.note(failure, mayHaveMade: made.isEmpty ? positions.count : 0)
      return CallOutcome(made: made, failure: failure)
    }
  }

  /// A draft that is no picture is not worth a failure: the finished one follows.
  private func drafts(of attempt: Attempt, _ provider: String) -> DraftReader? {
    guard let showDraft, attempt.asksForDrafts else { return nil }
    return { draft in
      guard let whole = try? await Picture.delivered(draft.picture, by: provider),
        let picture = try? await whole.converted(attempt.output)
      else { return }
      await showDraft(
        Draft(
          picture: picture,
          index: draft.index,
          provider: provider,
          quality: draft.quality,
          background: draft.background
        )
      )
    }
  }

  private func noAccount(_ provider: String) -> ProviderFailure {
    ProviderFailure(
      provider: provider,
      kind: .unreachable,
      message: "the gateway has no account there"
    )
  }

  private func tooFew(_ provider: String, _ missing: Int) -> ProviderFailure {
    ProviderFailure(
      provider: provider,
      kind: .unreadable,
      message: "\(missing) of the pictures are missing"
    )
  }
}
