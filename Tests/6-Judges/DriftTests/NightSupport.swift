import TestSupport
import CanonicalJSON
import Catalog
import HTTPMessages
import Stubs
import Synchronization

@testable import Drift

/// The stub providers, the endpoints they serve, and nights of looking at them.
enum World {
  static let catalog = Result { try ModelCatalog.shipped() }
  static let keys = [
    "fal": "any:key", "replicate": "r8_any", "fireworks": "fw_any", "openai": "sk-any",
    "gemini": "any",
  ]

  static func subjects(_ ids: Set<String>? = nil) throws -> [Subject] {
    let all = Subject.all(in: try catalog.get(), facts: try Provider.shipped())
    return all.filter { ids?.contains($0.id) ?? true }
  }

  /// One for all, so that every picture is drawn once.
  private static let shared = Result {
    ProviderStubs(try catalog.get(), in: .fixed(TestClock()))
  }

  static func stubs() throws -> ProviderStubs { try shared.get() }

  static func run(
    _ subjects: [Subject],
    against baselines: [String: Baseline],
    on provider: any HTTPHandler,
    confirm: Int = 1,
    kinds: Set<DriftJob.Kind> = Set(DriftJob.Kind.allCases)
  ) -> DriftRun {
    DriftRun(
      subjects: subjects,
      baselines: baselines,
      keys: keys,
      client: provider,
      clock: TestClock(),
      budget: .ofPlayMoney(),
      options: DriftRun.Options(kinds: kinds, confirm: confirm)
    )
  }

  static func baselines(
    _ subjects: [Subject],
    on provider: any HTTPHandler,
    kinds: Set<DriftJob.Kind> = Set(DriftJob.Kind.allCases)
  ) async -> [String: Baseline] {
    let outcomes = await run(subjects, against: [:], on: provider, kinds: kinds)
      .learned(samples: 3)
    var baselines: [String: Baseline] = [:]
    for outcome in outcomes {
      baselines[outcome.subject.id] = outcome.baseline(
        origin: .simulated,
        now: "2026-11-20T00:00:00Z",
        source: nil
      )
    }
    return baselines
  }

  /// What a night finds after a baseline was learned from another provider; troubles come out as words.
  static func changes(
    of id: String,
    from before: any HTTPHandler,
    to after: any HTTPHandler
  ) async throws -> (changes: [Change], troubles: [String]) {
    let subjects = try subjects([id])
    let baselines = await baselines(subjects, on: before)
    let outcomes = await run(subjects, against: baselines, on: after).outcomes()
    return (
      outcomes.flatMap { $0.sightings.map(\.change) },
      outcomes.flatMap { $0.troubles.map { "\($0.kind): \($0.trouble)" } }
    )
  }
}

/// Which answers of a provider an alteration is about.
enum Place: Sendable {
  case schema
  case refusal
  case result
  case missing
  case picture
  /// Everything that leads to the endpoint itself.
  case endpoint

  func covers(_ request: HTTPRequest, _ reply: AlteredProvider.Reply) -> Bool {
    let path = request.target.path
    switch self {
    case .schema:
      return path.hasSuffix("openapi.json")
        || path.hasPrefix("/v1/models/") && request.method == .get
    case .endpoint:
      return Place.schema.covers(request, reply)
        || request.method == .post && !path.contains("/cancel")
    case .refusal: return request.method == .post && [400, 422].contains(reply.status)
    case .missing: return path.contains("00000000-0000-7000")
    case .picture: return path.contains("/media/")
    case .result:
      return 200...299 ~= reply.status && !path.contains("/media/") && reply.json?["images"] != nil
        || reply.json?["output"]?.isNull == false || reply.json?["result"]?["sample"] != nil
    }
  }
}
