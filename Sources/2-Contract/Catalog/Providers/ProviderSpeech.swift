package import CanonicalJSON

/// How an upstream puts work, pictures and refusals into JSON.
package struct ProviderSpeech: Sendable {
  /// The meaning of a status word for the work.
  package enum WorkState: String, Sendable, CaseIterable {
    case waiting
    case done
    case moderated
    case failed
    case missing
  }

  /// How a picture stands in JSON.
  package enum PictureForm: String, Sendable, CaseIterable {
    case url
    /// Bare base64.
    case base64
    case dataURI = "data-uri"
  }

  /// What becomes of fields that a model does not know.
  package enum UnknownFields: String, Sendable, CaseIterable {
    case ignored
    case refused
  }

  /// The occasion of an upstream's answer.
  package enum Occasion: String, Sendable, CaseIterable {
    case submitted
    /// Submitted by who is told of the end.
    case hooked
    case waiting
    case done
    case moderated
    case failed
    case missing
    case invalid
    case unauthenticated
    /// A field that the model does not know; as `invalid` where the file says nothing of it.
    case unknownField = "unknown_field"
    /// A model that there is not; as `missing` where the file says nothing of it.
    case unknownModel = "unknown_model"
    /// Any other refusal.
    case error
  }

  /// How made pictures are handed out to who asks for it by a word.
  package struct PictureAnswer: Sendable {
    package let form: PictureForm
    /// Where a picture stands in its element; where the provider's pointers say, if nil.
    package let place: JSONPointer?
    /// What stands beside it, with the holes `{index}` and `{media_type}`.
    package let beside: JSON
  }

  /// An answer's status and what it holds besides that which pointers name.
  package struct Answer: Sendable {
    package let status: Int
    /// Texts may hold `{id}`, `{model}`, `{message}`, `{field}`, `{type}`, `{seed}`, `{created}` and `{webhook}`.
    package let body: JSON
    /// `documented`, `seen` or `inferred`.
    package var confidence = "inferred"
    package var source = ""
  }

  /// Status words, in the order of the file.
  package let statuses: [(word: String, state: WorkState)]
  /// How input pictures are handed in.
  package let picturesIn: PictureForm
  /// How made pictures are handed out.
  package let picturesOut: PictureForm
  /// What stands beside a made picture, with the holes `{index}` and `{media_type}`.
  private let beside: JSON
  /// The field of an order that chooses how pictures are handed out, and what its words mean.
  private let chosenBy: String?
  private let choices: [String: PictureAnswer]
  /// Whether the output is a list although there is one picture.
  package let isList: Bool
  /// Other fields that an edit's pictures may stand in: `image` beside `image[]`.
  package let pictureNames: [String]
  /// The object that names a picture in JSON, its URL at the hole `{url}`; nil where the URL stands alone.
  package let pictureObject: JSON?
  /// Words in codes and messages that tell of refused content.
  package let moderation: [String]
  /// Words in codes and messages that blame the account rather than the request.
  package let account: [String]
  /// Whether fields that the model does not know are refused rather than ignored.
  package let refusesUnknown: Bool
  /// Fields that are refused where other unknown ones are ignored.
  package let refusedFields: Set<String>
  private let answers: [Occasion: Answer]

  /// The answer for an occasion; one that the file leaves out has the usual status and nothing else.
  package func answer(_ occasion: Occasion) -> Answer {
    let known = answers[occasion] ?? occasion.kin.flatMap { answers[$0] }
    return known ?? Answer(status: occasion.usualStatus, body: [:])
  }

  /// Whether the file gives the answer itself.
  package func says(_ occasion: Occasion) -> Bool { answers[occasion] != nil }

  /// How an order's pictures are handed out.
  package func pictures(for input: JSONObject) -> PictureAnswer {
    let word = chosenBy.flatMap { input[$0]?.stringValue }
    return word.flatMap { choices[$0] }
      ?? PictureAnswer(form: picturesOut, place: nil, beside: beside)
  }

  /// The word that says a state; nil where the upstream has none.
  package func word(for state: WorkState) -> String? { statuses.first { $0.state == state }?.word }

  package func state(of word: String) -> WorkState? { statuses.first { $0.word == word }?.state }
}

extension ProviderSpeech.Occasion {
  var usualStatus: Int {
    switch self {
    case .submitted, .hooked, .waiting, .done, .failed: 200
    case .moderated, .invalid, .unknownField: 400
    case .unauthenticated: 401
    case .missing, .unknownModel: 404
    case .error: 500
    }
  }

  /// The occasion whose answer is given where the file has none for this one.
  fileprivate var kin: ProviderSpeech.Occasion? {
    switch self {
    case .hooked: .submitted
    case .unknownField: .invalid
    case .unknownModel: .missing
    default: nil
    }
  }
}

extension ProviderSpeech {
  /// Reads what a provider's file says of it.
  init(_ node: JSONNode) throws(JSONFault) {
    var statuses: [(word: String, state: WorkState)] = []
    for (word, member) in try node.optional("statuses")?.members() ?? [] {
      statuses.append((word, try member.word(WorkState.self)))
    }
    self.statuses = statuses
    let pictures = node.optional("pictures")
    try pictures?.allowing(["in", "out", "list", "names", "object", "beside", "chosen"])
    picturesIn = try pictures?.optional("in")?.word(PictureForm.self) ?? .dataURI
    picturesOut = try pictures?.optional("out")?.word(PictureForm.self) ?? .url
    isList = try pictures?.optional("list")?.bool() ?? false
    pictureNames = try pictures?.optional("names")?.strings() ?? []
    pictureObject = pictures?.optional("object")?.value
    beside = pictures?.optional("beside")?.value ?? [:]
    let chosen = pictures?.optional("chosen")
    try chosen?.allowing(["by", "words"])
    chosenBy = try chosen?.required("by").string()
    choices =
      try chosen?.required("words").named { node throws(JSONFault) in
        try PictureAnswer(node)
      } ?? [:]
    moderation = try node.optional("moderation")?.strings() ?? []
    account = try node.optional("account")?.strings() ?? []
    let unknown = node.optional("unknown_fields")
    let namesThem = unknown?.value.arrayValue != nil
    refusedFields = Set(namesThem ? try unknown?.strings() ?? [] : [])
    refusesUnknown = namesThem ? false : try unknown?.word(UnknownFields.self) == .refused
    var answers: [Occasion: Answer] = [:]
    for (name, member) in try node.optional("answers")?.members() ?? [] {
      guard let occasion = Occasion(rawValue: name) else {
        throw member.failure(.unknownWord(name, allowed: Occasion.allCases.map(\.rawValue)))
      }
      answers[occasion] = try Answer(member, occasion)
    }
    self.answers = answers
  }
}

extension ProviderSpeech.PictureAnswer {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["out", "at", "beside"])
    form = try node.required("out").word(ProviderSpeech.PictureForm.self)
    place = try node.optional("at")?.jsonPointer()
    beside = node.optional("beside")?.value ?? [:]
  }
}

extension ProviderSpeech.Answer {
  fileprivate init(
    _ node: JSONNode,
    _ occasion: ProviderSpeech.Occasion
  ) throws(JSONFault) {
    try node.allowing(["status", "body", "confidence", "source"])
    confidence = try node.optional("confidence")?.string() ?? "documented"
    source = try node.optional("source")?.string() ?? ""
    status = try node.optional("status")?.int() ?? occasion.usualStatus
    guard 100...599 ~= status else {
      throw try node.required("status").failure(.malformed("\(status)", expected: "a status"))
    }
    if let body = node.optional("body") { _ = try body.object() }
    body = node.value["body"] ?? [:]
  }

  /// The body with its holes filled; a text that is one hole alone takes the value as it is.
  package func filled(_ values: [String: JSON]) -> JSON { body.filling(values) }

  /// Whether an answer is this one: the same status, and all that stands here stands there.
  package func matches(status: Int, _ json: JSON?) -> Bool {
    status == self.status && (json ?? .null).holds(body)
  }
}
