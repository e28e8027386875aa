import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// One request in every way that HTTP, JSON and forms allow to write it.
struct WireSpellingCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    let generation = places.first { $0.mode == .textToImage }.map { bodies($0) + [scheme($0)] }
    return (generation ?? []) + (places.first { $0.mode == .edit }.map(forms) ?? [])
  }

  private static let requirement = RequirementName.httpSpellings
  private static let source = "RFC 9110, RFC 8259, RFC 7578"

  private func question(
    _ name: String,
    _ path: String,
    _ type: String,
    body: @escaping @Sendable () -> [UInt8]
  ) -> Question {
    var request = Ask(path: path)
    request.encoding = .raw(body, type: type)
    var question = Question(
      id: "wire/http/spelt-\(name)",
      [WireSpellingCases.requirement],
      request,
      expectation: "served like any other spelling"
    )
    question.source = WireSpellingCases.source
    question.phase = .alone
    return question
  }

  private static let words = "a caf\u{E9} \u{1F600}"

  private func bodies(_ place: OfferInMode) -> [Case] {
    let model = place.forcedModel
    let plain = #"{"model":"\#(model)","prompt":"\#(WireSpellingCases.words)"}"#
    let spellings = [
      ("charset", "application/json; charset=utf-8", plain),
      ("capitals", "Application/JSON", plain),
      (
        "escapes", "application/json",
        #"{"\u006dodel":"\#(model)","prompt":"\u0061 caf\u00e9 \ud83d\ude00"}"#
      ),
      (
        "spaces", "application/json",
        "\r\n\t{ \"prompt\" :\n \"\(WireSpellingCases.words)\" ,\r\n \"model\": \"\(model)\" }\n"
      ),
    ]
    return spellings.map { name, type, body in
      question(name, "/images/generations", type) { Array(body.utf8) }.served { seen in
        guard let call = seen.calls.first else { return seen.calls(1) }
        return call.lacks(["prompt": .string(WireSpellingCases.words)]) + seen.counts(1)
      }
    }
  }

  /// The name of the scheme has no case.
  private func scheme(_ place: OfferInMode) -> Case {
    var question = Question(
      place,
      id: "wire/http/spelt-scheme",
      [WireSpellingCases.requirement],
      [:],
      expectation: "served like any other spelling"
    )
    question.source = WireSpellingCases.source
    question.ask.scheme = "bearer"
    return question.served { $0.counts(1) }
  }

  private func forms(_ place: OfferInMode) -> [Case] {
    let model = place.forcedModel
    let text = "Content-Disposition: form-data; name="
    let fields =
      "--b\r\n\(text)\"model\"\r\n\r\n\(model)\r\n--b\r\n\(text)\"prompt\"\r\n\r\na fox\r\n"
    let typed = fields.replacing("\r\n\r\n", with: "\r\nContent-Type: text/plain\r\n\r\n")
    let file = "--b\r\n\(text)\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"
    let plain = "multipart/form-data; boundary=b"
    let spellings: [(name: String, type: String, before: String, after: String)] = [
      ("file-first", plain, file, "\r\n\(fields)--b--\r\n"),
      ("file-last", plain, fields + file, "\r\n--b--\r\n"),
      ("quoted-boundary", #"multipart/form-data; boundary="b""#, fields + file, "\r\n--b--\r\n"),
      (
        "false-text", plain, "\(fields)--b\r\n\(text)\"stream\"\r\n\r\nfalse\r\n\(file)",
        "\r\n--b--\r\n"
      ),
      ("typed-fields", plain, typed + file, "\r\n--b--\r\n"),
      ("preamble", plain, "To be ignored.\r\n" + fields + file, "\r\n--b--\r\nand this too"),
    ]
    return spellings.map { name, type, before, after in
      var question = question(name, "/images/edits", type) {
        let picture = PictureWish().picture(for: CaseToken(number: 0), number: 1)
        return Array(before.utf8) + picture.bytes + Array(after.utf8)
      }
      if name == "false-text" { question = question.citing(.formScalars) }
      return question.served { seen in
        guard let call = seen.calls.first else { return seen.calls(1) }
        return call.lacks(["prompt": "a fox"]) + seen.counts(1)
      }
    }
  }
}

extension RequirementName {
  static let httpSpellings = RequirementName("http.spellings")
}

extension Citation {
  static let formScalars = Citation.quotation("form-scalars")
}
