import Contract
package import CanonicalJSON
import Catalog

/// A question to a gateway, and how what it does is judged.
///
/// It is a value that knows no gateway: it can be listed, shown, filtered and shared out without one, and is
/// given both sides of one when it runs.
package struct Case: Sendable {
  package let question: Question
  /// Notes that each of its findings carries, such as the offer where the id doesn't tell it.
  package var notes: JSONObject = [:]
  package let judge: Judge

  package typealias Judge = @Sendable (Session) async -> [Judgement]

  package init(_ question: Question, judge: @escaping Judge) {
    self.question = question
    self.judge = judge
  }

  /// The path of the case: group, model, provider, and what sets it apart.
  package var id: String { question.id }
  /// The requirements that it holds the gateway to; most cases hold one.
  package var requirements: [String] { question.requirements.map(\.id) }
  package var phase: Phase { question.phase }
  package var model: String? { question.model }
  package var provider: String? { question.provider }

  /// The first step of the id.
  package var group: String { String(id.prefix { $0 != "/" }) }

  /// Parts of a run, one after the other.
  package enum Phase: Int, Sendable, CaseIterable {
    /// Side by side with others.
    case normal
    /// A provider fails in it: one at a time, unless the gateway holds that against no other request.
    case faults
    /// The same, and another provider takes over.
    case failover
    /// One at a time, for its calls carry no mark that tells whose they are.
    case alone
  }

  /// The id of the case that the running task judges, for code that follows the run.
  @TaskLocal static var current: String?
}

extension Case {
  /// The same case, judged in another way, such as not at all.
  func judged(_ judge: @escaping @Sendable (Session, Judge) async -> [Judgement]) -> Case {
    var item = Case(question) { [own = self.judge] session in await judge(session, own) }
    item.notes = notes
    return item
  }

  /// The same case, which asks nothing and says why.
  func skipped(_ why: @escaping @Sendable (String) -> String) -> Case {
    judged { _, _ in question.requirements.map { Judgement($0, .skipped(why: why($0.id))) } }
  }

  /// The same case; where it asks for an edit, held to what the contract says of edits.
  func heldTo(_ requirements: RequirementList) -> Case {
    guard question.subject?.mode == .edit else { return self }
    @Sendable func held(_ name: RequirementName) -> RequirementName {
      requirements[name.id]?.onEdits.map(RequirementName.init) ?? name
    }
    var question = question
    question.requirements = question.requirements.map(held)
    question.citations = Dictionary(
      question.citations.map { (held($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    question.besides = Dictionary(
      question.besides.map { (held($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    // The words that hold for every request hold for edits; those on edits name no more than a parameter.
    for name in self.question.requirements
    where held(name) != name && question.citations[held(name)] == nil {
      question.citations[held(name)] = .requirement(name.id)
    }
    var item = Case(question) { [own = judge] session in
      await own(session).map { judgement in
        var judgement = judgement
        judgement.requirement = held(judgement.requirement)
        return judgement
      }
    }
    item.notes = notes
    return item
  }
}
