import CanonicalJSON
import Catalog
import Parity
import Reports

extension Verb {
  static let parity = Verb(
    name: "parity",
    operands: .exactly(1, "MODEL"),
    summary: "what each size and parameter of a model becomes at each offer, side by side",
    options: [
      .value("mode", "t2i|edit", "only this kind of request"),
      .flag("run", "draw every size at the offline reference and count the pixels that come"),
      .list(
        "report",
        "KIND=FILE",
        "also write the table, - is standard output: \(ParityForm.list)"
      ),
    ],
    run: ParityVerb.run
  )
}

private enum ParityVerb {
  static func run(_ call: Invocation) async throws -> ExitCode {
    let catalog = try call.catalog()
    let sinks = try call.list("report").map(ParitySink.init)
    let model = try Invocation.model(call.operands[0], in: catalog)
    var tables = ModelParity.all(of: model, catalog: catalog)
    if let mode = try call.choice("mode", of: Mode.self) { tables.removeAll { $0.mode != mode } }
    guard !tables.isEmpty else { throw UsageError.noOffers(model: model.id) }
    if call.isSet("run") {
      let run = DeliveredPixels(catalog)
      for index in tables.indices {
        let (id, mode) = (model.id, tables[index].mode)
        tables[index] = await tables[index].measured {
          try await run.pixels(of: $1, at: $0, model: id, mode: mode)
        }
      }
    }
    for sink in sinks { try sink.write(sink.form.text(tables, style: .plain), call) }
    guard !sinks.contains(where: \.isStandardOutput) else { return .success }
    let form: ParityForm = call.wantsJSON ? .json : .text
    call.console.write(form.text(tables, style: call.style))
    return .success
  }
}
