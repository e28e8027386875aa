package import CanonicalJSON

/// The contents of answers, read at the places that the provider's data names.
extension Provider {
  /// The value at a place in a body; nil where there is none, or null.
  package func value(of place: Place, in body: JSON?) -> JSON? {
    for pointer in pointers[place] ?? [] {
      if let value = body?[pointer], !value.isNull { return value }
    }
    return nil
  }

  package func text(of place: Place, in body: JSON?) -> String? {
    value(of: place, in: body)?.stringValue
  }

  /// The meaning of its status word for the work; nil where there is no such word, or an unknown one.
  package func state(in body: JSON?) -> ProviderSpeech.WorkState? {
    text(of: .status, in: body).flatMap(speech.state)
  }

  /// The pictures of finished work, each a URL, a data URI or bare base64.
  package func pictures(in body: JSON?) -> [String] {
    guard let output = value(of: .output, in: body) else { return [] }
    let places = pointers[.picture] ?? [JSONPointer()]
    return (output.arrayValue ?? [output]).compactMap { element in
      places.lazy.compactMap { element[$0]?.stringValue }.first
    }
  }

  /// The tokens that an answer counts; nil where it counts none.
  package func usage(in body: JSON?) -> TokenUsage? {
    func count(_ place: Place) -> Int? { value(of: place, in: body)?.intValue }
    guard let input = count(.inputTokens), let output = count(.outputTokens) else { return nil }
    return TokenUsage(input: input, images: count(.imageTokens) ?? 0, output: output)
  }

  /// The seconds after which to come again; nil where the body says nothing of it.
  package func retrySeconds(in body: JSON?) -> Int? {
    guard let value = value(of: .retry, in: body) else { return nil }
    let said = (value.arrayValue ?? [value]).lazy.compactMap { $0["retryDelay"] ?? $0 }
    return said.compactMap { word in
      word.intValue
        ?? word.stringValue.flatMap { Double($0.prefix { $0 != "s" }) }
        .map { SizeLaw.roundHalfUp($0.rounded(.up)) }
    }.first
  }

  /// The model's input in an order's body; nil where it is no object.
  package func input(in body: JSON) -> JSONObject? {
    for layout in layouts {
      if let input = layout.input(in: body) { return input }
    }
    return body[pointers[.input]?.first ?? JSONPointer()]?.objectValue
  }

  /// The layouts of its orders' bodies beside the flat one.
  private var layouts: [BodyLayout] {
    BodyLayout.allCases.filter { layout in
      layout != .flat && calls.contains { $0.value.layout == layout }
    }
  }

  /// The body of an order.
  package func body(of input: JSONObject, for endpoint: String, by call: CallName) -> JSON {
    let place = pointers[.input]?.first ?? JSONPointer()
    let said = (calls[call]?.layout ?? .flat).body(of: input)
    let body = JSON.object([:]).placing(said, at: place)
    guard let model = pointers[.model]?.first else { return body }
    return body.placing(.string(endpoint), at: model)
  }
}

extension Provider {
  /// A failure, in the provider's words.
  package struct Complaint: Sendable, Equatable {
    /// Nil where no reason is given.
    package let message: String?
    /// Whether the content is what was refused.
    package let isModerated: Bool
    /// Whether the account is, whatever the status says.
    package let isAboutAccount: Bool
  }

  package func complaint(in body: JSON?) -> Complaint {
    var message: String?
    var tokens = [text(of: .code, in: body)].compactMap(\.self)
    for pointer in pointers[.error] ?? [] where message == nil {
      let value = body?[pointer]
      let entries = value?.arrayValue ?? []
      if let type = problems.type { tokens += entries.compactMap { $0[type]?.stringValue } }
      let texts = value?.stringValue.map { [$0] } ?? entries.compactMap(wording)
      message = texts.contains { !$0.isEmpty } ? texts.joined(separator: "; ") : nil
    }
    let said = tokens + [message].compactMap(\.self)
    func says(_ words: [String]) -> Bool {
      words.contains { word in said.contains { $0.contains(word) } }
    }
    return Complaint(
      message: message,
      isModerated: says(speech.moderation),
      isAboutAccount: says(speech.account)
    )
  }

  private func wording(of problem: JSON) -> String? {
    guard let text = problem[problems.message]?.stringValue ?? problem.stringValue else {
      return nil
    }
    guard let place = problems.field.flatMap({ problem[$0] }) else { return text }
    let names = (place.arrayValue ?? [place]).compactMap(\.stringValue).filter { $0 != "body" }
    return "\(names.joined(separator: ".")): \(text)"
  }
}
