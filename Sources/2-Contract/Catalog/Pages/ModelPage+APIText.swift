import Bytes

extension ModelPage {
  /// Reads the text of an `/api` page: a table of parameters for each section, and a table of sizes.
  ///
  /// Nil where the text names no model in this form.
  init?(apiText text: String) {
    guard let mark = text.firstRange(of: "\"model\": \"") ?? text.firstRange(of: "model: '") else {
      return nil
    }
    self.init(model: String(text[mark.upperBound...].prefix { $0 != "\"" && $0 != "'" }))
    let lines = text.split(separator: "\n").map(\.bare)
    if let title = lines.first(where: { $0.hasSuffix(" API OpenAI-compatible") }) {
      aliases = [String(title.dropLast(" API OpenAI-compatible".count))]
    }
    isCut = !lines.contains("Parameter Normalization")
    readTables(lines)
    readSizes(lines)
  }

  private static let sections: Set<String> = [
    "Core Parameters", "Size & Layout", "Media Inputs", "Output & Format", "Additional Parameters",
  ]

  private mutating func readTables(_ lines: [String]) {
    for (place, line) in lines.enumerated() where ModelPage.sections.contains(line) {
      let body = lines[(place + 1)...].drop { !$0.hasPrefix("|---") }.dropFirst()
      let end = body.firstIndex { line in
        ModelPage.sections.contains(line) || line == "Parameter Normalization"
          || line.hasPrefix("| Output")
      }
      let table = body[..<(end ?? body.endIndex)].joined(separator: "\n")
      let cells = table.split(separator: "|", omittingEmptySubsequences: false).map(\.bare)
      for start in stride(from: 0, to: cells.count - 3, by: 4) {
        parameters.append(ModelPage.parameter(Array(cells[start..<start + 4])))
      }
    }
    if !isCut, !parameters.isEmpty { told.insert(.parameters) }
  }

  /// Name and provider, type, words with values among them, modes.
  private static func parameter(_ cells: [String]) -> Parameter {
    let names = cells[0].split(separator: "\n").map(\.bare)
    var parameter = Parameter(names.first ?? "")
    parameter.onlyAt = names.count > 1 ? names[1] : nil
    parameter.type = cells[1]
    parameter.modes = Set(naming: cells[3])
    parameter.isRequired = cells[2].hasPrefix("Required.")
    let lines = cells[2].split(separator: "\n").map(\.bare)
    if let mark = lines.firstIndex(of: "Default:"), mark + 1 < lines.count {
      parameter.defaultValue = ModelPage.defaultValue(lines[mark + 1])
    }
    let values = lines.prefix { $0 != "Default:" }.filter { line in
      line != "Required." && !line.contains(" ")
    }
    parameter.values = values.isEmpty ? nil : values
    return parameter
  }

  /// A value in quotes, or a number that words may be glued to: `1Gateway generates …`.
  private static func defaultValue(_ line: String) -> String {
    if line.hasPrefix("\"") { return String(line.dropFirst().prefix { $0 != "\"" }) }
    let number = line.prefix { $0.isNumber || $0 == "." || $0 == "-" }
    return number.isEmpty ? line : String(number)
  }

  private mutating func readSizes(_ lines: [String]) {
    for (place, line) in lines.enumerated() {
      let cells = line.split(separator: "|").map(\.bare)
      if cells.first == "Auto" { takesAuto = true }
      if line == "Custom", place + 1 < lines.count { custom = ModelPage.range(lines[place + 1]) }
      guard let pixels = cells.first.flatMap({ PixelSize(page: $0) }), cells.count > 1 else {
        continue
      }
      let quoted = lines[(place + 1)...].prefix(6)
        .filter { $0.hasPrefix("\"") }
        .map { String($0.dropFirst().prefix { $0 != "\"" }) }
      rows.append(Row(pixels, ratio: quoted.first, tier: quoted.dropFirst().first))
    }
    guard lines.contains("How these parameters work") else { return }
    told.formUnion([.sizes, .custom])
  }

  /// `1–14142px per side`.
  private static func range(_ line: String) -> ClosedRange<Int>? {
    let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count == 2, numbers[0] <= numbers[1] else { return nil }
    return numbers[0]...numbers[1]
  }
}
