import Contract
import Testing

struct RulingTallyTests {
  private func tally(_ answers: [(given: [String], verdict: Verdict)]) -> RulingTally {
    var tally = RulingTally()
    for (given, verdict) in answers {
      let answer = RulingAnswer(
        ruling: "gif-input",
        question: "Is a GIF taken?",
        held: "refused",
        given: given
      )
      tally.count(answer, verdict)
    }
    return tally
  }

  @Test func `what is answered in the same other way every time is constant`() {
    let tally = tally([(["accepted"], .differs), (["refused", "accepted"], .passed)])
    #expect(tally.constant == ["gif-input": "accepted"])
    #expect(tally.differing.map(\.differing) == [1])
    #expect(tally.differing.map(\.asked) == [2])
  }

  @Test(arguments: [
    [(["accepted"], Verdict.differs), (["refused"], .passed)],
    [(["accepted"], .differs), (["another-status"], .differs)],
    [(["accepted"], .differs), ([], .differs)],
    [(["refused"], .passed)],
  ])
  func `what is answered now in one way and now in another is not`(
    answers: [([String], Verdict)]
  ) {
    #expect(tally(answers).constant == [:])
  }

  @Test func `a case that found nothing out says nothing`() {
    let tally = tally([(["accepted"], .differs), ([], .skipped), ([], .errored)])
    #expect(tally.constant == ["gif-input": "accepted"])
    #expect(tally.differing.map(\.asked) == [1])
  }
}
