import CanonicalJSON
import Catalog
import FaultyGateways
import TestSupport
import Testing

@testable import Exploring

@Suite(.heavy)
struct UserLawTests {
  private func law(_ text: String) throws -> Law {
    try UserLaw.law(JSONNode(parsing: Array(text.utf8), file: "laws/own.json"), id: "own")
  }

  private func broken(_ text: String) async throws -> [String] {
    let trial = try LawTrial()
    let subjects = trial.subjects(["fal/flux.2-max"]).filter { $0.mode == .textToImage }
    let found = try await trial.explorer(subjects, laws: [law(text)], jobs: 4).run { $0 < 60 }
    #expect(found.judged["own"] ?? 0 > 0)
    return found.discoveries.map(\.law.id)
  }

  @Test(arguments: [
    #"{"sentence": "s", "asks": [{"size": "4:3"}, {"aspect_ratio": "4:3"}], "expect": "equal"}"#,
    #"{"sentence": "s", "asks": [{"n": 11}, {"n": 0}], "expect": "refused"}"#,
    #"{"sentence": "s", "asks": [{"size": "512x512"}], "expect": "delivers", "size": "512x512"}"#,
  ])
  func `a law that holds finds nothing`(text: String) async throws {
    #expect(try await broken(text).isEmpty)
  }

  @Test(arguments: [
    #"{"sentence": "s", "asks": [{"size": "4:3"}, {"size": "3:4"}], "expect": "equal"}"#,
    #"{"sentence": "s", "asks": [{"n": 2}], "expect": "refused"}"#,
    #"{"sentence": "s", "asks": [{"size": "512x512"}], "expect": "delivers", "size": "64x64"}"#,
  ])
  func `a law that does not hold finds it`(text: String) async throws {
    #expect(try await broken(text).contains("own"))
  }

  @Test(arguments: [
    #"{"asks": [{}], "expect": "equal"}"#, #"{"sentence": "s", "asks": [], "expect": "equal"}"#,
    #"{"sentence": "s", "asks": [{}], "expect": "maybe"}"#,
    #"{"sentence": "s", "asks": [{"model": "m"}], "expect": "equal"}"#,
    #"{"sentence": "s", "asks": [{}], "expect": "equal", "size": "1x1"}"#,
    #"{"sentence": "s", "asks": [{}], "expect": "equal", "colour": "red"}"#,
  ])
  func `a file that says no law is refused, with its place`(text: String) {
    #expect(throws: JSONFault.self) { try law(text) }
  }
}
