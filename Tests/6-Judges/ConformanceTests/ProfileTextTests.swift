import CanonicalJSON
import Testing

@testable import Conformance

struct ProfileTextTests {
  private func answering(_ text: String, _ rulings: [String: String]) -> String {
    String(decoding: ProfileText(Array(text.utf8)).answering(rulings), as: UTF8.self)
  }

  @Test func `answers stand after the last member, and everything else stays as it was`() {
    let text = """
      {
        "// a comment": "with {braces}, [brackets] and \\"quotes\\"",
        "base":   "http://127.0.0.1/v1",
        "claims": {"openai": true, "rulings": 1}
      }

      """
    #expect(
      answering(text, ["null": "absent", "gif-input": "accepted"])
        == text.replacing(
          "1}\n}",
          with: """
            1},

              "rulings": {
                "gif-input": "accepted",
                "null": "absent"
              }
            }
            """
        )
    )
  }

  @Test func `answers stand in place of those that were there`() {
    let text = #"{"rulings": {"null": "absent"} , "base": 1}"#
    #expect(
      answering(text, ["gif-input": "accepted"])
        == "{\"rulings\": {\n    \"gif-input\": \"accepted\"\n  } , \"base\": 1}"
    )
  }

  @Test(arguments: ["{}", "{ }", #"{"a":[1,{"b":"}"}],"c":-1.5e3}"#, "{\"a\":null\n}"])
  func `what comes is JSON with the answers and all that was there`(text: String) throws {
    var expected = try #require(JSON(parsing: Array(text.utf8)).objectValue)
    expected["rulings"] = ["null": "absent"]
    let changed = try JSON(parsing: Array(answering(text, ["null": "absent"]).utf8))
    #expect(changed == .object(expected))
  }
}
