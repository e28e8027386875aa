import CanonicalJSON
import Catalog
import Normalization
import Testing

@testable import Sessions

/// Requests as words of a call tell them.
struct PlanQuestionTests {
  @Test func `adds words to what is written, and is an edit where there is an image`() throws {
    let question = try PlanQuestion(
      model: "flux.2-max",
      words: ["size=4:3", "image=1200x800"],
      addedTo: ["prompt": "a lighthouse"],
      mode: nil
    ).planRequest
    #expect(question.mode == .edit && question.isForm)
    #expect(question.fields["size"] == "4:3" && question.fields["prompt"] == "a lighthouse")
    #expect(question.sources.count == 1)
  }

  @Test func `has a picture and a prompt where none is named`() throws {
    let question = try PlanQuestion(model: "m", words: [], addedTo: [:], mode: .edit).planRequest
    #expect(question.sources.count == 1 && question.fields["prompt"] == "")
    #expect(!question.isForm)
  }

  @Test func `says what is no parameter and what is no request`() throws {
    let word = #expect(throws: PlanQuestion.Fault.self) {
      try PlanQuestion(model: "m", words: ["16:9"], addedTo: [:], mode: nil)
    }
    #expect(word?.description == "'16:9' is not a parameter; write key=value, such as size=16:9")
    let file = #expect(throws: PlanQuestion.Fault.self) {
      try PlanQuestion.written(Array("7".utf8), in: "r.json")
    }
    #expect(file?.description == "r.json does not hold a request: it is a number, not an object")
  }
}
