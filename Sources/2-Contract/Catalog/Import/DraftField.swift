import Bytes
import CanonicalJSON

/// A property of a provider's input, as a field of the catalog and with the part that it plays.
struct DraftField {
  enum Role {
    case prompt, seed, shape, pixels, text, words, scale, side, images, count, format, quality,
      guidance
    case strength, steps, other
  }

  let name: String
  let isRequired: Bool
  let role: Role
  /// As a catalog file holds it; nil where the catalog has no such kind of field.
  let json: JSON?
  let values: [String]
  let defaultValue: JSON?
  let maximum: Int?
  let isList: Bool

  init(_ property: SchemaProperty) throws(JSONFault) {
    let values = try property.values()
    let kind = try DraftField.kind(of: property, values)
    name = property.name
    isRequired = property.isRequired
    self.values = (values ?? []).compactMap(\.stringValue)
    defaultValue = property.defaultValue
    isList = kind == .uris
    let upper = try property.bound("maximum")
    maximum = try isList ? property.maxItems() : upper?.intValue
    role = DraftField.role(of: property.name, kind, values: self.values)
    json = try kind.map { kind throws(JSONFault) in
      try DraftField.json(property, kind, values: values)
    }
  }

  private static func kind(
    of property: SchemaProperty,
    _ values: [JSON]?
  ) throws(JSONFault) -> ProviderField.Kind? {
    if property.isSizeObject { return .imageSize }
    switch property.type {
    case "string": return isPicture(property) ? .uri : .string
    case "integer": return .integer
    case "number": return .number
    case "boolean": return .boolean
    case "array": return property.hasItemsOfText && isPicture(property) ? .uris : nil
    case nil: return values?.allSatisfy { $0.stringValue != nil } == true ? .string : nil
    default: return nil
    }
  }

  private static func isPicture(_ property: SchemaProperty) -> Bool {
    if property.format == "uri" || property.format == "binary" { return true }
    let name = property.name
    if name == "image" || name == "images" { return true }
    return name.contains("image") && (name.hasSuffix("_url") || name.hasSuffix("_urls"))
      || name.hasPrefix("image_input") || name.hasPrefix("input_image")
  }

  private static func json(
    _ property: SchemaProperty,
    _ kind: ProviderField.Kind,
    values: [JSON]?
  ) throws(JSONFault) -> JSON {
    var field: JSONObject = ["type": .string(kind.rawValue)]
    if property.isRequired { field["required"] = true }
    if property.isNullable { field["nullable"] = true }
    if let value = property.defaultValue { field["default"] = value }
    if let values { field["values"] = .array(values) }
    if kind == .integer || kind == .number {
      if let low = try property.bound("minimum") { field["min"] = .number(low) }
      if let high = try property.bound("maximum") { field["max"] = .number(high) }
    }
    if kind == .integer, let multiple = try property.bound("multipleOf")?.intValue, multiple > 0 {
      field["multiple_of"] = .integer(multiple)
    }
    if kind == .uris, let most = try property.maxItems() { field["max_items"] = .integer(most) }
    return .object(field)
  }
}

extension DraftField {
  private static func role(of name: String, _ kind: ProviderField.Kind?, values: [String]) -> Role {
    switch (name, kind) {
    case (_, .imageSize?): return .pixels
    case ("prompt", .string?), ("text_prompt", .string?): return .prompt
    case ("seed", .integer?): return .seed
    case ("width", .integer?), ("height", .integer?): return .side
    case ("output_format", .string?): return .format
    case ("output_quality", .integer?): return .quality
    case ("num_inference_steps", .integer?), ("steps", .integer?): return .steps
    case ("guidance_scale", .number?), ("guidance", .number?), ("cfg", .number?): return .guidance
    case ("strength", .number?), ("prompt_strength", .number?): return .strength
    case (_, .integer?) where counts.contains(name): return .count
    case (_, .uri?), (_, .uris?): return name.contains("mask") ? .other : .images
    case (_, .string?) where values.contains { AspectRatio($0) != nil }: return .shape
    case (_, .string?) where DraftSizing.areScales(values, of: name): return .scale
    case (_, .string?) where values.contains { PixelSize($0) != nil }: return .words
    case ("size", .string?), ("image_size", .string?): return values.isEmpty ? .text : .other
    default: return .other
    }
  }

  private static let counts = [
    "num_images", "num_outputs", "number_of_images", "n", "batch_size",
  ]

  /// The canonical parameter that it serves.
  var canonicalName: String? {
    switch role {
    case .prompt: "prompt"
    case .seed: "seed"
    case .guidance: "cfg_scale"
    case .strength: "strength"
    case .steps: "num_inference_steps"
    case .other: name == "negative_prompt" ? name : nil
    default: nil
    }
  }

  /// The canonical name, where the provider has another.
  var rename: String? {
    if role == .quality { return "output_compression" }
    return canonicalName.flatMap { $0 == name ? nil : $0 }
  }

  /// The canonical formats that it has words for.
  var formats: JSON? {
    let words = values.compactMap { word -> JSONObject.Member? in
      let canonical = word == "jpg" ? "jpeg" : word
      guard ["png", "jpeg", "gif", "webp", "avif"].contains(canonical) else { return nil }
      return JSONObject.Member(name: canonical, value: .string(word))
    }
    return words.isEmpty ? nil : .object(JSONObject(words))
  }

  /// The part of it that is a guess, in words.
  var guess: String? {
    switch role {
    case _ where json == nil: "left out: the catalog has no field of its kind"
    case .quality, .guidance, .strength: "that it is the canonical \(rename ?? name) is a guess"
    case .steps where rename != nil: "that it is the canonical num_inference_steps is a guess"
    case .count where maximum == nil: "how many pictures one call makes is a guess"
    case .images where isList && maximum == nil: "how many pictures it takes is a guess"
    case .text: "that it reads WIDTHxHEIGHT, and which sides, is a guess"
    default: nil
    }
  }
}
