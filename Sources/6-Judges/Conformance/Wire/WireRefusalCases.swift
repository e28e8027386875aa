import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// Requests that no gateway may serve: refused in the documented shape, and no provider is called.
struct WireRefusalCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      WireRefusalCases.refusals.compactMap { refused(place, $0) } + [emptyPrompt(place)]
    } + (places.first.map { bodies($0) } ?? [])
  }

  struct Refusal {
    var name: String
    var requirement: RequirementName
    var fields: JSONObject
    /// Whether only JSON can say it; a form has nothing but text.
    var isTyped = false
    /// The citation that its requirement stands on here, where that is not its own grounds.
    var citation: Citation?
    /// Names that are left out although every request has them.
    var missing: [String] = []

    init(
      _ name: String,
      _ requirement: RequirementName,
      _ fields: JSONObject,
      isTyped: Bool = false,
      citation: Citation? = nil,
      missing: [String] = []
    ) {
      self.name = name
      self.requirement = requirement
      self.fields = fields
      self.isTyped = isTyped
      self.citation = citation
      self.missing = missing
    }
  }

  private static let refusals = [
    Refusal("banana", .sizeMalformed, ["size": "banana"]),
    Refusal("zero-side", .sizeMalformed, ["size": "16:0"]),
    Refusal("sign", .sizeMalformed, ["size": "1024×1024"], citation: .sizeSpellings),
    Refusal("exponent", .sizeMalformed, ["size": "1e3x1e3"]),
    Refusal("number", .sizeMalformed, ["size": 1024]),
    Refusal("ratio", .sizeMalformed, ["aspect_ratio": "wide"]),
    Refusal("tier", .sizeMalformed, ["resolution": "big"]),
    Refusal("too-wide", .sizeCustomRange, ["size": "14143x100"]),
    Refusal("zero", .nRange, ["n": 0]),
    Refusal("eleven", .nRange, ["n": 11]),
    Refusal("negative", .nRange, ["n": -1]),
    Refusal("half", .nRange, ["n": 1.5]),
    Refusal("format", .formatInvalid, ["response_format": "base64"]),
    Refusal("bmp", .outputInvalid, ["output_format": "bmp"]),
    Refusal("jpg", .outputInvalid, ["output_format": "jpg"], citation: .jpg),
    Refusal("prompt-null", .promptRequired, ["prompt": .null], isTyped: true),
    Refusal("prompt-missing", .promptRequired, [:], missing: ["prompt"]),
    Refusal("n-text", .bodyMalformed, ["n": "2"], isTyped: true, citation: .mistyped),
    Refusal("seed-text", .bodyMalformed, ["seed": "x"], citation: .mistyped),
    Refusal("seed-empty", .bodyMalformed, ["seed": ""], citation: .mistyped),
    Refusal("prompt-number", .bodyMalformed, ["prompt": 5], isTyped: true, citation: .mistyped),
    Refusal("model-null", .modelRequired, ["model": .null], isTyped: true, citation: .modelField),
    Refusal("model-missing", .modelRequired, [:], citation: .modelField, missing: ["model"]),
  ]

  func refused(_ place: OfferInMode, _ refusal: Refusal) -> Case? {
    if place.mode == .edit, refusal.isTyped { return nil }
    // A parameter that the model does not list passes unchecked.
    if refusal.fields["seed"] != nil, place.model.parameter("seed") == nil { return nil }
    var question = Question(
      place,
      refusal.name,
      [refusal.requirement],
      refusal.fields,
      expectation: "400, and nobody called"
    )
    if let citation = refusal.citation { question = question.citing(citation) }
    for name in refusal.missing { question.ask.fields[name] = nil }
    question.id = "wire/refusals/\(place.steps)/\(refusal.name)"
    if question.ask.fields["prompt"]?.stringValue == nil { question.phase = .alone }
    return question.refused()
  }

  /// The pages' own examples send one.
  private func emptyPrompt(_ place: OfferInMode) -> Case {
    var question = Question(
      place,
      "empty",
      [.promptRequired],
      ["prompt": ""],
      expectation: "an empty prompt is accepted"
    )
    question.ask.isMarked = false
    question.phase = .alone
    return question.citing(place.mode == .edit ? .emptyEditPrompt : .exampleEmpty)
      .served { $0.counts(1) }
  }

  /// Bodies that are no request at all.
  private func bodies(_ place: OfferInMode) -> [Case] {
    let json = "application/json"
    let form = "multipart/form-data; boundary=b"
    let cut = "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na fox"
    let bodies: [(name: String, body: String, path: String, type: String)] = [
      ("no-body", "", "generations", json), ("not-json", "prompt=a", "generations", json),
      ("array", "[]", "generations", json), ("text", "\"a\"", "generations", json),
      ("cut", #"{"model":"flux.2-max","prompt":"a"#, "generations", json),
      ("repeated", #"{"model":"flux.2-max","prompt":"a","prompt":"b"}"#, "generations", json),
      ("edit-no-body", "", "edits", form), ("edit-cut-form", cut, "edits", form),
      ("edit-no-boundary", cut, "edits", "multipart/form-data"),
    ]
    return bodies.map { name, body, path, type in
      var request = Ask(path: "/images/\(path)")
      request.encoding = .raw({ Array(body.utf8) }, type: type)
      var question = Question(
        id: "wire/body/\(name)",
        [.bodyMalformed],
        request,
        expectation: "400, and nobody called"
      )
      question.phase = .alone
      return (name == "repeated" ? question.citing(.repeatedMember) : question).refused()
    }
  }
}

extension RequirementName {
  static let modelRequired = RequirementName("model.required")
  static let outputInvalid = RequirementName("output.invalid")
  static let promptRequired = RequirementName("prompt.required")
}

extension Citation {
  static let emptyEditPrompt = Citation.ruling("empty-edit-prompt")
  static let exampleEmpty = Citation.quotation("example-empty")
  static let jpg = Citation.ruling("jpg")
  static let modelField = Citation.quotation("model-field")
  static let repeatedMember = Citation.ruling("repeated-member")
}
