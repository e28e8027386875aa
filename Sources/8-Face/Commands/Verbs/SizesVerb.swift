import Bytes
import CanonicalJSON
import Catalog
import Reports
import Terminal

extension Verb {
  static let sizes = Verb(
    name: "sizes",
    operands: Operands(usage: "[MODEL]", count: 0...1),
    summary: "a model's published sizes, drawn to scale",
    vocabulary: .known(.models),
    examples: [
      Example("sizes flux.2-max", "the published sizes, drawn to scale"),
      Example("sizes", "every model"),
    ],
    run: SizesVerb.run
  )
}

private enum SizesVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    let catalog = try call.catalog()
    guard let name = call.operands.first else {
      call.console.write(call.wantsJSON ? all(catalog) : overview(catalog, call.console))
      return .success
    }
    let model = try Invocation.model(name, in: catalog)
    call.console.write(
      call.wantsJSON ? json(model).text(.pretty) + "\n" : text(model, call)
    )
    return .success
  }

  private static func all(_ catalog: ModelCatalog) -> String {
    JSON.array(catalog.models.map(json)).text(.pretty) + "\n"
  }

  private static func overview(_ catalog: ModelCatalog, _ console: Console) -> String {
    console.table(catalog.models.map { ($0.id, counts($0.sizes)) })
      + "\n'touchstone sizes MODEL' draws them.\n"
  }

  private static func counts(_ sizes: SizeTable) -> String {
    let extras = (sizes.takesAuto ? ["auto"] : []) + (sizes.custom.map { [custom($0)] } ?? [])
    return (["\(sizes.rows.count) sizes"] + extras).joined(separator: ", ")
  }

  private static func custom(_ range: ClosedRange<Int>) -> String {
    "any WxH of \(range.lowerBound)–\(range.upperBound) a side"
  }

  private static func text(_ model: Model, _ call: Invocation) -> String {
    let strip = ShapeStrip(columns: call.console.columns)
    var text = "\(call.style.bold(model.id)) · \(counts(model.sizes))\n"
    for tier in model.sizes.tiers {
      let rows = model.sizes.rows.filter { $0.tier == tier }
      text += "\n\(call.style.bold(tier.name))\n\(strip.text(rows))"
    }
    return text + spellings(model)
  }

  /// The first row in each of its spellings.
  private static func spellings(_ model: Model) -> String {
    guard let row = model.sizes.rows.first else { return "" }
    return "a row is named alike by size \"\(row.pixels)\", by size \"\(row.ratio.text)\", "
      + "and by aspect_ratio \"\(row.ratio.text)\" with resolution \"\(row.tier.name)\"\n"
  }

  static func json(_ model: Model) -> JSON {
    [
      "model": .string(model.id),
      "auto": .bool(model.sizes.takesAuto),
      "custom": model.sizes.custom.map {
        ["min": .integer($0.lowerBound), "max": .integer($0.upperBound)]
      } ?? .null,
      "rows": .array(
        model.sizes.rows.map { row in
          [
            "width": .integer(row.pixels.width),
            "height": .integer(row.pixels.height),
            "aspect_ratio": .string(row.ratio.text),
            "resolution": .string(row.tier.name),
          ]
        }
      ),
    ]
  }
}
