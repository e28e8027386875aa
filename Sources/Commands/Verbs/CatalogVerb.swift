import CanonicalJSON
import Catalog

extension Verb {
  static let catalog = Verb(
    name: "catalog",
    operands: .exactly(1, "check"),
    summary: "checks every model's facts, and names file and pointer of what is wrong",
    options: [],
    words: ["check"],
    run: CatalogVerb.run
  )
}

private enum CatalogVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    guard call.operands[0] == "check" else {
      throw UsageError.notOneOf(option: "catalog", value: call.operands[0], allowed: ["check"])
    }
    let catalog = try call.catalog()
    let warnings = catalog.models.flatMap(offLaw)
    if call.wantsJSON {
      let json: JSON = [
        "models": .array(catalog.models.map { .string($0.id) }),
        "offers": .integer(catalog.offers.count),
        "warnings": .array(warnings.map(JSON.string)),
      ]
      call.console.write(json.text(.pretty) + "\n")
      return .success
    }
    for warning in warnings { call.console.write("warning: \(warning)\n") }
    call.console.write(
      "\(catalog.models.count) models, \(catalog.offers.count) offers: sound\n"
    )
    return .success
  }

  /// Rows that are not what the law of sizes gives: allowed, and worth a look.
  private static func offLaw(_ model: Model) -> [String] {
    model.sizes.rows.compactMap { row in
      let lawful = SizeLaw.pixels(ratio: row.ratio.value, base: row.tier.base)
      guard lawful != row.pixels else { return nil }
      return "\(model.id): \(row.pixels) is not the \(lawful) that \(row.ratio.text) at "
        + "\(row.tier.name) has by the law"
    }
  }
}
