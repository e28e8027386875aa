import CanonicalJSON

/// How a model's input lies in an order's body.
package enum BodyLayout: String, Sendable, CaseIterable {
  /// As it is, at the place that the provider's pointers name.
  case flat
  /// Gemini's: parts of a message, and a configuration beside it.
  case generateContent = "generate-content"
  /// Imagen's: an instance and its parameters.
  case predict
}

extension BodyLayout {
  /// The body that says an input; a flat one lies as it is.
  func body(of input: JSONObject) -> JSON {
    switch self {
    case .flat: .object(input)
    case .generateContent: GenerateContent.body(of: input)
    case .predict: Predict.body(of: input)
    }
  }

  /// The input that a body says; nil where the body is of another layout.
  func input(in body: JSON) -> JSONObject? {
    switch self {
    case .flat: body.objectValue
    case .generateContent: GenerateContent.input(in: body)
    case .predict: Predict.input(in: body)
    }
  }
}

/// The body of `:generateContent`, whose names are read in both of protobuf's spellings.
private enum GenerateContent {
  static func body(of input: JSONObject) -> JSON {
    var parts: [JSON] = []
    var body: JSONObject = [:]
    var image: JSONObject = [:]
    var configuration: JSONObject = ["responseModalities": ["IMAGE"]]
    if let prompt = input["prompt"] { parts.append(["text": prompt]) }
    for member in input.members where member.name != "prompt" {
      switch member.name {
      case "images": parts += (member.value.arrayValue ?? []).map(part)
      case "aspectRatio", "imageSize": image[member.name] = member.value
      case "seed", "candidateCount": configuration[member.name] = member.value
      default: body[member.name] = member.value
      }
    }
    if !image.isEmpty { configuration["imageConfig"] = .object(image) }
    body["contents"] = [["role": "user", "parts": .array(parts)]]
    body["generationConfig"] = .object(configuration)
    return .object(body)
  }

  /// A picture at hand, or one that lies somewhere.
  private static func part(_ url: JSON) -> JSON {
    let text = url.stringValue ?? ""
    guard text.hasPrefix("data:"), let comma = text.firstIndex(of: ",") else {
      return ["fileData": ["fileUri": url]]
    }
    let type = text.dropFirst(5).prefix { $0 != ";" && $0 != "," }
    return [
      "inlineData": [
        "mimeType": .string(String(type)), "data": .string(String(text[comma...].dropFirst())),
      ]
    ]
  }

  /// What the rest of a body may hold without being the model's input.
  private static let others: Set<String> = [
    "contents", "generationConfig", "systemInstruction", "safetySettings", "tools", "toolConfig",
    "cachedContent", "labels", "responseModalities", "imageConfig", "temperature", "topP", "topK",
    "maxOutputTokens", "stopSequences", "responseMimeType", "presencePenalty", "frequencyPenalty",
    "mediaResolution", "thinkingConfig", "model",
  ]

  static func input(in body: JSON) -> JSONObject? {
    guard let object = body.objectValue.map(camel), let contents = object["contents"] else {
      return nil
    }
    let parts = (contents.arrayValue ?? [contents]).flatMap {
      ($0["parts"]?.arrayValue ?? []).compactMap(\.objectValue).map(camel)
    }
    let configuration = (object["generationConfig"]?.objectValue).map(camel) ?? [:]
    let image = (configuration["imageConfig"]?.objectValue).map(camel) ?? [:]
    let texts = parts.compactMap { $0["text"]?.stringValue }
    let pictures = parts.compactMap(picture)
    var input: JSONObject = [:]
    if !texts.isEmpty { input["prompt"] = .string(texts.joined(separator: "\n")) }
    if !pictures.isEmpty { input["images"] = .array(pictures) }
    for member in image.members + configuration.members + object.members
    where !others.contains(member.name) {
      input[member.name] = member.value
    }
    return input
  }

  private static func picture(_ part: JSONObject) -> JSON? {
    if let file = (part["fileData"]?.objectValue).map(camel) { return file["fileUri"] }
    guard let data = (part["inlineData"]?.objectValue).map(camel) else { return nil }
    let type = data["mimeType"]?.stringValue ?? ""
    // Protobuf reads the alphabet of URLs as well, and Google's own clients write it.
    let text = (data["data"]?.stringValue ?? "").map { letter -> Character in
      letter == "-" ? "+" : letter == "_" ? "/" : letter
    }
    return .string("data:\(type);base64,\(String(text))")
  }

  /// The same object with names such as `inline_data` as `inlineData`, where they are Google's own.
  private static func camel(_ object: JSONObject) -> JSONObject {
    JSONObject(
      object.members.map { member in
        let words = member.name.split(separator: "_")
        let name = words.dropFirst().reduce(String(words.first ?? "")) { name, word in
          name + word.prefix(1).uppercased() + word.dropFirst()
        }
        let isOwn = others.contains(name) || own.contains(name)
        return .init(name: isOwn ? name : member.name, value: member.value)
      }
    )
  }

  private static let own: Set<String> = [
    "aspectRatio", "imageSize", "inlineData", "mimeType", "fileData", "fileUri", "candidateCount",
  ]
}

/// The body of `:predict`.
private enum Predict {
  private static let output: Set<String> = ["mimeType", "compressionQuality"]

  static func body(of input: JSONObject) -> JSON {
    var parameters: JSONObject = [:]
    var options: JSONObject = [:]
    for member in input.members where member.name != "prompt" {
      if output.contains(member.name) {
        options[member.name] = member.value
      } else {
        parameters[member.name] = member.value
      }
    }
    if !options.isEmpty { parameters["outputOptions"] = .object(options) }
    let instance: JSONObject = input["prompt"].map { ["prompt": $0] } ?? [:]
    return ["instances": [.object(instance)], "parameters": .object(parameters)]
  }

  static func input(in body: JSON) -> JSONObject? {
    guard let instances = body["instances"]?.arrayValue else { return nil }
    var input = instances.first?.objectValue ?? [:]
    for member in body["parameters"]?.objectValue?.members ?? [] {
      if member.name == "outputOptions" {
        for option in member.value.objectValue?.members ?? [] { input[option.name] = option.value }
      } else {
        input[member.name] = member.value
      }
    }
    return input
  }
}
