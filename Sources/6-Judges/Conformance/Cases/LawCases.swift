import Contract
import Bytes
import CanonicalJSON
import Catalog

/// The published tables, the catalog and the law of sizes, compared three ways.
struct LawCases {
  let catalog: ModelCatalog
  var rules = SizeRules()

  func all(_ published: [PublishedModel]) -> [Case] {
    published.flatMap { model in model.rows.map { item(model, $0) } + [list(model)] }
  }

  private func question(
    _ model: PublishedModel,
    _ name: String,
    expectation: String
  ) -> Question {
    var question = Question(
      id: "law/\(model.model)/\(name)",
      [.sizeLaw],
      Ask(path: "/models/\(model.model)"),
      expectation: expectation
    )
    question.source = "golden/published/\(model.model).json"
    question.model = model.model
    return question
  }

  private func item(_ model: PublishedModel, _ row: PublishedModel.Row) -> Case {
    let question = question(
      model,
      "\(row.aspectRatio.replacing(":", with: "x"))-\(row.resolution)"
        + (row.isOffTheLaw ? "-\(row.width)x\(row.height)" : ""),
      expectation: row.isOffTheLaw
        ? "\(row.width)x\(row.height) in the catalog, though the law gives others"
        : "\(row.width)x\(row.height) by the law and in the catalog"
    )
    return Case(question) { [self] _ in
      let found = row.isOffTheLaw ? [] : lawful(row)
      return [Judgement(.sizeLaw, found + listed(model, row))]
    }
  }

  private func lawful(_ row: PublishedModel.Row) -> [Mismatch] {
    guard let ratio = SizeText.ratio(row.aspectRatio), let base = SizeText.base(row.resolution)
    else {
      return [Mismatch(side: .suite, why: "\(row.aspectRatio) at \(row.resolution) is no size")]
    }
    let size = rules.lawful(ratio: ratio, base: base)
    return mismatch("law", actual: "\(size.width)x\(size.height)", row)
  }

  private func listed(_ model: PublishedModel, _ row: PublishedModel.Row) -> [Mismatch] {
    let rows = catalog.model(model.model)?.sizes.rows ?? []
    let found = rows.filter {
      $0.ratio.text == row.aspectRatio && $0.tier.name == row.resolution
    }.map(\.pixels.description)
    let isListed = found.contains("\(row.width)x\(row.height)")
    return isListed ? [] : mismatch("catalog", actual: found.first, row)
  }

  private func mismatch(
    _ source: String,
    actual: String?,
    _ row: PublishedModel.Row
  ) -> [Mismatch] {
    let expected = "\(row.width)x\(row.height)"
    guard actual != expected else { return [] }
    return [
      Mismatch(
        side: .suite,
        pointer: JSONPointer([source]),
        actual: actual.map(JSON.string),
        expected: .string(expected)
      )
    ]
  }

  /// Everything beside the rows: how many there are, `auto`, Custom, aliases, parameters.
  private func list(_ model: PublishedModel) -> Case {
    let question = question(
      model,
      "list",
      expectation: "the same rows, aliases and parameters in page and catalog"
    )
    return Case(question) { [self] _ in
      let actual = catalog.model(model.model).map(LawCases.facts) ?? .null
      let differences = actual.differences(from: LawCases.facts(model))
      return [
        Judgement(
          .sizeLaw,
          differences.map {
            Mismatch(
              side: .suite,
              pointer: $0.pointer,
              actual: $0.actual,
              expected: $0.expected
            )
          }
        )
      ]
    }
  }

  private static func facts(_ model: Model) -> JSON {
    facts(
      rows: model.sizes.rows.count,
      auto: model.sizes.takesAuto,
      custom: model.sizes.custom,
      aliases: model.aliases,
      parameters: model.parameters.map(\.name)
    )
  }

  private static func facts(_ model: PublishedModel) -> JSON {
    facts(
      rows: model.rows.count,
      auto: model.listsAuto,
      custom: model.custom,
      aliases: model.aliases,
      parameters: model.parameters.compactMap { $0["name"]?.stringValue }
    )
  }

  private static func facts(
    rows: Int,
    auto: Bool,
    custom: ClosedRange<Int>?,
    aliases: [String],
    parameters: [String]
  ) -> JSON {
    [
      "rows": .integer(rows),
      "auto": .bool(auto),
      "custom": custom.map { [.integer($0.lowerBound), .integer($0.upperBound)] } ?? .null,
      "aliases": .array(aliases.sorted().map(JSON.string)),
      "parameters": .array(parameters.sorted().map(JSON.string)),
    ]
  }
}

extension RequirementName {
  static let sizeLaw = RequirementName("size.law")
}
