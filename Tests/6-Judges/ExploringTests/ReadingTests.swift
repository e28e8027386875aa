import CanonicalJSON
import Conformance
import HTTPMessages
import Testing

@testable import Exploring

struct ReadingTests {
  private func ask(_ text: String) throws -> Ask {
    try AskReader.ask(text) { name in
      throw AskReader.Fault.unreadable(name)
    }
  }

  @Test(arguments: [
    #"curl https://x.test/v1/images/generations -d '{"model":"m","prompt":"it'\''s"}'"#,
    "$ curl -sS -X POST \"https://x.test/openai/v1/images/generations\" \\\n  -H \"Authorization: Bearer $KEY\" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '{\"model\":\"m\",\"prompt\":\"it'\"'\"'s\"}' | jq .",
    #"curl --json "{\"model\":\"m\",\"prompt\":\"it's\"}" 'https://x.test/v1/images/generations'"#,
    #"curl 'https://x.test/v1/images/generations' -H 'content-type: application/json' --data-binary $'{"model":"m","prompt":"it\u0027s"}' --compressed"#,
    #"{"model":"m","prompt":"it's"}"#, #"{"fields":{"model":"m","prompt":"it's"}}"#,
  ])
  func `the same ask is read however it was pasted`(text: String) throws {
    let ask = try ask(text)
    #expect(ask.json == ["fields": ["model": "m", "prompt": "it's"]])
  }

  @Test func `a form's files are pictures of what their names say`() throws {
    let ask = try ask(
      "curl https://x.test/v1/images/edits -F model=m -F 'prompt=\"two words\"' "
        + "-F 'image[]=@\"a b.webp\";type=image/webp' -F image[]=@b.jpg -F mask=@m.png"
    )
    #expect(
      ask.json == [
        "path": "/images/edits", "form": "image[]",
        "fields": ["model": "m", "prompt": "two words"], "pictures": ["webp", "jpeg"],
        "mask": "png",
      ]
    )
  }

  @Test func `a recorded form is read as it was sent`() throws {
    var writer = MultipartWriter(boundary: "b")
    writer.append(MultipartPart(name: "model", text: "m"))
    writer.append(
      MultipartPart(name: "image", filename: "a", body: [0xFF, 0xD8, 0xFF][...])
    )
    let request = try #require(
      HTTPRequest(
        .post,
        url: "http://x.test/v1/images/edits",
        fields: [.contentType: writer.contentType.text]
      )
    )
    let ask = try #require(try AskReader.ask(request, body: writer.finished()))
    #expect(ask.json["pictures"] == ["jpeg"])
    #expect(ask.fields["model"] == "m")
  }

  @Test func `a body that is no JSON stays as it is`() throws {
    let ask = try ask(
      "curl https://x.test/v1/images/generations -H 'Content-Type: application/json' -d '{\"n\":'"
    )
    #expect(ask.json["body"] == "{\"n\":")
  }

  @Test(arguments: ["", "hello", "[1]", "curl https://x.test/v1/models", "{\"n\":1}", "null"])
  func `what asks for no picture is told from what does`(text: String) {
    #expect(throws: (any Error).self) { try ask(text) }
  }

  @Test func `an ask reads what it writes`() throws {
    var edit = Ask(path: "/images/edits", fields: ["model": "m", "n": "2", "x": .null])
    edit.encoding = .form(pictures: "image[]")
    edit.pictures = [.of(.png), .of(.webp)]
    edit.mask = .of(.png)
    var spelled = Ask(path: "/images/generations", fields: ["model": "m", "n": 2])
    spelled.spelling = [.reversed, .escaped]
    for ask in [edit, spelled, Ask(path: "/images/generations")] {
      let again = try Ask(JSONNode(ask.json, file: "ask"))
      #expect(again.json == ask.json)
    }
  }
}
