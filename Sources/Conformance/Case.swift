package import CanonicalJSON
package import Findings

/// One client request with what must be seen of it.
package struct Case: Sendable {
  /// Its path: group, model, provider, and what sets it apart.
  package let id: String
  /// What it holds the gateway to; most cases hold one.
  package let requirements: [String]
  package let model: String?
  package let provider: String?
  /// Where the expectation stands, if people wrote it.
  package let place: Place?
  package let text: Text
  /// When in a run it has its turn.
  package var phase = Phase.normal
  /// What each of its findings notes, such as the offer where the id doesn't tell it.
  package var notes: JSONObject = [:]
  package let judge: @Sendable () async -> [Judgement]

  /// Parts of a run, one after the other.
  package enum Phase: Int, Sendable, CaseIterable {
    /// Side by side with others.
    case normal
    /// A provider fails in it: one at a time, unless the gateway holds that against nobody else.
    case faults
    /// The same, and another provider takes over.
    case failover
    /// One at a time, for its calls carry no mark that tells whose they are.
    case alone
  }

  /// What `show` prints.
  package struct Text: Sendable, Equatable {
    package var path: String
    package var request: JSONObject
    package var expectation: String
    package var source: String

    package init(path: String, request: JSONObject, expectation: String, source: String) {
      self.path = path
      self.request = request
      self.expectation = expectation
      self.source = source
    }

    /// The request in one line.
    package var line: String { "POST \(path) \(JSON.object(request).text())" }
  }

  package init(
    id: String,
    requirements: [String],
    model: String?,
    provider: String?,
    place: Place?,
    text: Text,
    judge: @escaping @Sendable () async -> [Judgement]
  ) {
    self.id = id
    self.requirements = requirements
    self.model = model
    self.provider = provider
    self.place = place
    self.text = text
    self.judge = judge
  }

  /// The id of the case that the running task judges, for whoever follows the run.
  @TaskLocal static var current: String?

  /// The first step of the id.
  package var group: String { String(id.prefix { $0 != "/" }) }
}

/// What was seen of one requirement in one case.
package struct Judgement: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    case met
    case unmet([Mismatch])
    case skipped(why: String)
    case unknown(why: String)
  }

  package var requirement: String
  package var outcome: Outcome

  package init(_ requirement: String, _ outcome: Outcome) {
    self.requirement = requirement
    self.outcome = outcome
  }

  /// Met unless there is a mismatch.
  package init(_ requirement: String, _ mismatches: [Mismatch]) {
    self.init(requirement, mismatches.isEmpty ? .met : .unmet(mismatches))
  }
}

/// One place where what was seen is not what must be.
package struct Mismatch: Sendable, Equatable {
  package var side: Finding.Side
  package var pointer: JSONPointer?
  package var actual: JSON?
  package var expected: JSON?
  package var why: String?
  /// Further facts by name, such as small pictures of what came.
  package var notes: JSONObject = [:]

  package init(
    side: Finding.Side,
    pointer: JSONPointer? = nil,
    actual: JSON? = nil,
    expected: JSON? = nil,
    why: String? = nil
  ) {
    self.side = side
    self.pointer = pointer
    self.actual = actual
    self.expected = expected
    self.why = why
  }
}
