import Bytes

extension ModelPage {
  /// Reads an `llms.txt`: headings, bullets and one bullet a parameter, on lines of their own or run together.
  ///
  /// Nil where the text names no model in this form.
  init?(llmsText text: String) {
    let text = text.split(separator: "\n").filter { !$0.hasPrefix("# source:") }
      .joined(separator: " ")
    guard let id = LLMSBullet.value(of: "Model ID", in: text) else { return nil }
    self.init(model: String(id.prefix { !$0.isWhitespace }))
    aliases = id.split(separator: "(also ").dropFirst().first?.prefix { $0 != ")" }.listed ?? []
    let body = text.firstRange(of: "### Core Parameters")
    // The last bullet of a text that breaks off may be half of one.
    let facts = body?.lowerBound ?? text.ranges(of: " - ").last?.lowerBound ?? text.startIndex
    readFacts(String(text[..<facts]))
    let rest = body.map { String(text[$0.lowerBound...]) } ?? ""
    // Whoever comes to the next chapter has come past every parameter.
    let end = rest.firstRange(of: " ## ")
    isCut = end == nil
    readParameters(String(rest[..<(end?.lowerBound ?? rest.endIndex)]))
    if let end { readChapters(String(rest[end.lowerBound...])) }
  }

  private mutating func readFacts(_ text: String) {
    let told = [
      "Creator", "Status", "Family", "Max Resolution", "Max Input Images", "Max Output Images",
      "Input Modalities", "Output Modalities", "Supported Modes", "Capabilities",
      "Context Window", "Max Output Tokens",
    ]
    for label in told {
      guard let value = LLMSBullet.value(of: label, in: text) else { continue }
      facts[label.lowercased().replacing(" ", with: "_")] = value
    }
  }

  private mutating func readParameters(_ text: String) {
    let items = LLMSBullet.split(text, at: "- `")
    for (place, item) in items.enumerated() {
      let isLast = place == items.count - 1
      // A heading behind it ends it, wherever the text ends.
      let isWhole = !(isCut && isLast) || item.contains(" ###")
      guard let parameter = LLMSBullet.parameter(item, isWhole: isWhole) else { continue }
      parameters.append(parameter)
    }
    if !isCut, !parameters.isEmpty { told.insert(.parameters) }
    readSizes()
  }

  /// The values of `size` are the rows of the table from its end, `auto` first.
  private mutating func readSizes() {
    guard let place = parameters.firstIndex(where: { $0.name == "size" }),
      parameters[place].isWhole, let values = parameters[place].values
    else { return }
    parameters[place].values = nil
    takesAuto = values.contains("auto")
    rows = values.reversed().compactMap { PixelSize(page: $0).map { Row($0) } }
    told.insert(.sizes)
  }

  private mutating func readChapters(_ text: String) {
    // A chapter is whole when another one follows it.
    for chapter in LLMSBullet.split(text, at: " ## ").dropLast() {
      if chapter.hasPrefix("Model Identifiers") {
        aliases = LLMSBullet.value(of: "Aliases", in: chapter)?.listed ?? []
        told.insert(.aliases)
      } else if chapter.hasPrefix("Tags") {
        facts["tags"] = String(chapter.dropFirst(4)).listed.joined(separator: ", ")
      } else if chapter.hasPrefix("Available Providers") {
        offers = LLMSBullet.split(chapter, at: "- Config Key: ").map(LLMSBullet.offer)
        told.insert(.offers)
      }
    }
  }
}

/// The bullets of an `llms.txt`.
private enum LLMSBullet {
  /// What stands behind each mark, up to the next one.
  static func split(_ text: String, at mark: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(text)
    while let range = rest.firstRange(of: mark) {
      rest = rest[range.upperBound...]
      let end = rest.firstRange(of: mark)?.lowerBound ?? rest.endIndex
      parts.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return parts
  }

  /// The value of `- Label: value`, up to the next bullet or heading.
  static func value(of label: String, in text: String) -> String? {
    guard let range = text.firstRange(of: "\(label): ") else { return nil }
    let rest = text[range.upperBound...]
    let ends = [" - ", " #", " ["].compactMap { rest.firstRange(of: $0)?.lowerBound }
    let value = rest[..<(ends.min() ?? rest.endIndex)].bare
    return value.isEmpty ? nil : value
  }

  /// ``size` (string) — REQUIRED: words. Default: url. Values: a, b. Modes: Image Edit. Only available via fal`.
  static func parameter(_ item: String, isWhole: Bool) -> ModelPage.Parameter? {
    guard let tick = item.firstIndex(of: "`") else { return nil }
    var parameter = ModelPage.Parameter(String(item[..<tick]))
    parameter.isWhole = isWhole
    let heading = item.firstRange(of: " ###")?.lowerBound ?? item.endIndex
    var text = String(item[item.index(after: tick)..<heading])
    if let broken = text.firstRange(of: "[…]") {
      parameter.isWhole = false
      text = String(text[..<broken.lowerBound])
    }
    guard parameter.isWhole else { return parameter }
    if let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close,
      text[..<open].bare.isEmpty
    {
      parameter.type = String(text[text.index(after: open)..<close])
      text = String(text[text.index(after: close)...])
    }
    parameter.isRequired = text.contains("REQUIRED")
    parameter.description = words(text)
    let said = clauses(text)
    parameter.defaultValue = said["Default"]
    parameter.values = said["Values"]?.listed
    parameter.modes = said["Modes"].map(Set.init(naming:))
    parameter.onlyAt = said["Only available via"]
    return parameter
  }

  /// What stands before the first mark, behind name and type.
  private static func words(_ text: String) -> String? {
    let words = text.firstRange(of: ": ").map { text[$0.upperBound...] } ?? text[...]
    let ends = marks.compactMap { words.firstRange(of: ". \($0)")?.lowerBound }
    let said = words[..<(ends.min() ?? words.endIndex)].bare
    return said.isEmpty ? nil : said
  }

  private static let marks = ["Default: ", "Values: ", "Modes: ", "Only available via "]

  /// What stands behind each mark up to the next.
  private static func clauses(_ text: String) -> [String: String] {
    let places = marks.compactMap { mark in text.ranges(of: mark).last.map { (mark, $0) } }
      .sorted { $0.1.lowerBound < $1.1.lowerBound }
    var clauses: [String: String] = [:]
    for (place, (mark, range)) in places.enumerated() {
      let end = place + 1 < places.count ? places[place + 1].1.lowerBound : text.endIndex
      var value = text[range.upperBound..<end].bare
      while value.hasSuffix(".") { value.removeLast() }
      clauses[String(mark.prefix { $0 != ":" }).bare] = value
    }
    return clauses
  }

  static func offer(_ item: String) -> ModelPage.Offer {
    let price = value(of: "Pricing", in: item).flatMap { text in
      text.hasPrefix("$") && text.hasSuffix("/image")
        ? Double(text.dropFirst().dropLast("/image".count)) : nil
    }
    return ModelPage.Offer(
      String(item.prefix { !$0.isWhitespace }),
      endpoint: value(of: "Provider Model ID", in: item),
      price: price
    )
  }
}

extension PixelSize {
  /// `1183x887`, or `1183 × 887`.
  init?(page text: some StringProtocol) {
    let sides = text.split { $0 == "x" || $0 == "×" }.map(\.bare).map(Int.init)
    guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
    self.init(width, height)
  }
}
