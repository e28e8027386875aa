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
      call.answer(
        .array(catalog.models.map { SizesText($0).json }),
        or: overview(catalog, call.console)
      )
      return .success
    }
    let model = try catalog.model(named: name)
    let text = SizesText(model)
    call.answer(text.json, or: text.text(style: call.style, columns: call.console.columns))
    return .success
  }

  private static func overview(_ catalog: ModelCatalog, _ console: Console) -> String {
    console.table(catalog.models.map { ($0.id, SizesText($0).counts) })
      + "\n'touchstone sizes MODEL' draws them.\n"
  }
}
