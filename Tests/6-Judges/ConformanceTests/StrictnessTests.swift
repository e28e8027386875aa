import CanonicalJSON
import Contract
import Testing

@testable import Conformance

struct StrictnessTests {
  private let grounds = Grounds.ruling(
    Ruling(
      id: "gif-input",
      question: "Is a GIF taken?",
      answer: "refused",
      others: ["accepted"],
      why: ""
    )
  )

  private func judgement(_ isMet: Bool, agreeing answers: Set<String> = []) -> Judgement {
    var judgement = Judgement(
      RequirementName("edit.formats"),
      isMet ? [] : [Mismatch(side: .response)]
    )
    judgement.answers = answers
    return judgement
  }

  private func answering(_ word: String?) -> Strictness {
    Strictness(isReference: false, answers: word.map { ["gif-input": $0] } ?? [:])
  }

  @Test func `a ruling that nobody has answered fails nobody`() {
    let verdict = answering(nil).verdict(onUnmet: "edit.formats", on: grounds)
    #expect(verdict == .differs)
  }

  @Test(arguments: ["refused", "accepted"])
  func `whoever answers a ruling is held to it`(word: String) {
    #expect(answering(word).verdict(onUnmet: "edit.formats", on: grounds) == .failed)
  }

  @Test func `another answer than ours is met by what agrees with it`() {
    let other = answering("accepted")
    #expect(other.outcome(of: judgement(false, agreeing: ["accepted"]), on: grounds) == .met)
    #expect(answering(nil).outcome(of: judgement(true), on: grounds) == .met)
    #expect(answering("refused").outcome(of: judgement(true), on: grounds) == .met)
  }

  @Test func `ours is no answer for whoever has given another`() {
    guard case .unmet(let found) = answering("accepted").outcome(of: judgement(true), on: grounds)
    else {
      Issue.record("it was met")
      return
    }
    #expect(found.map(\.actual) == ["refused"])
    #expect(found.map(\.expected) == ["accepted"])
  }

  @Test func `another answer to a general ruling is one where nothing is lost`() {
    let ruling = Ruling(
      id: "gif-input",
      question: "Do the rules hold?",
      answer: "hold",
      others: ["otherwise"],
      why: "",
      isGeneral: true
    )
    let other = answering("otherwise")
    let sound = judgement(false, agreeing: ["sound", "refused"])
    #expect(other.outcome(of: sound, on: .ruling(ruling)) == .met)
    let lost = judgement(false, agreeing: ["otherwise"])
    #expect(other.outcome(of: lost, on: .ruling(ruling)) != .met)
  }

  @Test func `a page's words can't be answered in another way`() {
    let words = Grounds.quotation(Quotation(page: "", level: .published, words: ""))
    let strictness = answering("accepted")
    #expect(strictness.verdict(onUnmet: "edit.formats", on: words) == .failed)
    #expect(strictness.outcome(of: judgement(true), on: words) == .met)
  }
}
