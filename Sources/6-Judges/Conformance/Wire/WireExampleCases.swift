import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Images

/// The pages' own examples, word for word, each in the way that its language sends it.
struct WireExampleCases {
  let citations: Citations

  /// None for a model whose page shows none, or breaks off before it does.
  func all(_ places: [OfferInMode]) -> [Case] {
    let models = Set(places.map(\.model.id))
    return models.intersection(citations.models(saying: "example-empty")).sorted()
      .flatMap(generations)
      + models.intersection(citations.models(saying: "example-edit")).sorted().flatMap(edits)
  }

  private func example(
    _ model: String,
    _ name: String,
    _ path: String,
    _ type: String,
    _ extra: HTTPFields = [:],
    _ source: String,
    citing citation: Citation = .exampleEmpty,
    body: @escaping @Sendable () -> [UInt8]
  ) -> Case {
    var request = Ask(path: path)
    request.encoding = .raw(body, type: type)
    request.extra = extra
    var question = Question(
      id: "wire/examples/\(model)/\(name)",
      [.examplesPublished],
      request,
      expectation: "{created, data: [{url, revised_prompt}]}"
    )
    question.model = model
    question.source = source
    question.phase = .alone
    return question.citing(citation).served { seen in
      var found = seen.counts(1) + seen.calls(1)
      if seen.answer?["created"]?.intValue == nil {
        found += seen.compares(seen.answer?["created"], with: "a whole number", at: "created")
      }
      guard try await seen.pictures().first?.probe.verdict == .sound else {
        return found + seen.compares(seen.items.first, with: "a sound picture", at: "data", "0")
      }
      return found
    }
  }

  /// The fields that the official clients send beside the body.
  private static let python: HTTPFields = [
    "Accept": "application/json", "User-Agent": "OpenAI/Python 1.109.1",
    "X-Stainless-Lang": "python", "x-stainless-retry-count": "0",
  ]
  private static let node: HTTPFields = [
    "Accept": "application/json", "User-Agent": "OpenAI/JS 5.23.2", "X-Stainless-Lang": "js",
    "x-stainless-retry-count": "0",
  ]

  private func generations(_ model: String) -> [Case] {
    let curl = "{\n\"model\": \"\(model)\",\n\"prompt\": \"\",\n\"size\": \"1024x1024\"\n}"
    let compact = "{\"model\":\"\(model)\",\"prompt\":\"\",\"size\":\"1024x1024\"}"
    let python = "{\"prompt\":\"\",\"model\":\"\(model)\",\"size\":\"1024x1024\"}"
    let ways = [
      ("curl", curl, HTTPFields()), ("node", compact, WireExampleCases.node),
      ("python", python, WireExampleCases.python),
    ]
    return ways.map { name, body, extra in
      example(
        model,
        "generation-\(name)",
        "/images/generations",
        "application/json",
        extra,
        "lumenfall.ai \(model)/api, Code Examples, Text to Image"
      ) { Array(body.utf8) }
    }
  }

  /// curl and Node send the parts in the order of the example, Python its fields before its files.
  private func edits(_ model: String) -> [Case] {
    let fields = [
      ("prompt", "Add a starry night sky to this image"), ("size", "1024x1024"),
    ]
    let ways = [
      ("curl", false, HTTPFields()), ("node", false, WireExampleCases.node),
      ("python", true, WireExampleCases.python),
    ]
    return ways.map { name, isPictureLast, extra in
      example(
        model,
        "edit-\(name)",
        "/images/edits",
        "multipart/form-data; boundary=------------------------d74496d66958873e",
        extra,
        "lumenfall.ai \(model)/llms.txt, Code Examples, Image Edit",
        citing: .exampleEdit
      ) {
        let picture = PictureWish().picture(for: CaseToken(number: 0), number: 1)
        let file = MultipartPart(
          name: "image",
          filename: "source.png",
          contentType: .image("png"),
          body: picture.bytes[...]
        )
        var writer = MultipartWriter(boundary: "------------------------d74496d66958873e")
        writer.append(MultipartPart(name: "model", text: model))
        if !isPictureLast { writer.append(file) }
        for (name, text) in fields { writer.append(MultipartPart(name: name, text: text)) }
        if isPictureLast { writer.append(file) }
        return writer.finished()
      }
    }
  }
}

extension RequirementName {
  static let examplesPublished = RequirementName("examples.published")
}

extension Citation {
  static let exampleEdit = Citation.quotation("example-edit")
}
