/// A question that no page answers, our answer, and those that other sensible gateways give.
package struct Ruling: Sendable, Equatable {
  package var id: String
  package var question: String
  /// Ours; the reference is held to it, and who answers nothing else.
  package var answer: String
  /// Those that a profile may give instead, each a word that cases can check.
  package var others: [String]
  package var why: String
  package var since: Int
  /// Whether it is about names of our own, which only gateways that claim them can know.
  package var isInvention: Bool
  /// Whether it is about whole families of requests, whose every refusal may be another answer.
  package var isGeneral: Bool

  package init(
    id: String,
    question: String,
    answer: String,
    others: [String],
    why: String,
    since: Int = 3,
    isInvention: Bool = false,
    isGeneral: Bool = false
  ) {
    self.id = id
    self.question = question
    self.answer = answer
    self.others = others
    self.why = why
    self.since = since
    self.isInvention = isInvention
    self.isGeneral = isGeneral
  }

  package var answers: [String] { [answer] + others }
}

extension Ruling {
  /// Answers that every case can tell from what came, whatever it asks.
  package enum CommonAnswer: String, Sendable, CaseIterable {
    /// Served with 200.
    case accepted
    /// A status of 4xx, and no provider called.
    case refused
    /// Refused, but not with the status that is ours.
    case anotherStatus = "another-status"
    /// In a way of its own, which is not looked at; never by refusing what must be served.
    case otherwise
    /// With as many pictures as were asked, or refused in the shape of errors with nobody called: what any answer to a
    /// general ruling leaves true.
    case sound
  }
}

extension Ruling: CustomStringConvertible {
  package var description: String {
    "ruling \(id): \(question) \(answer)"
  }
}
