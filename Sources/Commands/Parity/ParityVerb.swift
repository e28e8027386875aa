import CanonicalJSON
import Catalog
import Parity
import Reports

extension Verb {
  static let parity = Verb(
    name: "parity",
    operands: .any("MODEL | --gateway A --gateway B [PREFIX…]"),
    summary: "a model's offers side by side, or the same cases through two gateways",
    options: [
      .value("mode", "t2i|edit", "only this kind of request"),
      .flag("run", "draw every size at the offline reference and count the pixels that come"),
      .list("gateway", "URL|NAME", "compare this gateway with another; reference is one too"),
      .list("gateway-key", "KEY", "the key that it wants"),
      .list("upstream-listen", "ADDRESS:PORT", "where the stub providers listen"),
      .list("upstream-url", "URL", "the stubs' address as the gateway sees it"),
      .flag("strict", "hold foreign gateways to policy as well"),
      .list("model", "MODEL", "with gateways: only cases of this model"),
      .list("provider", "NAME", "with gateways: only cases of this provider"),
      .list("exclude", "PREFIX", "with gateways: leave out cases and requirements"),
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
    let sinks = try call.list("report").map(ParitySink.init)
    guard call.list("gateway").isEmpty else {
      let parity = try await GatewayComparison(call: call).parity()
      return try write(sinks, call) { form, style in form.text(parity, style: style) }
    }
    let tables = try await tables(call)
    return try write(sinks, call) { form, style in form.text(tables, style: style) }
  }

  private static func tables(_ call: Invocation) async throws -> [ModelParity] {
    guard call.operands.count == 1 else {
      throw call.operands.isEmpty
        ? UsageError.missingOperands(verb: "parity", usage: Verb.parity.usage)
        : .tooManyOperands(verb: "parity", extra: Array(call.operands.dropFirst()))
    }
    let catalog = try call.catalog()
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
    return tables
  }

  private static func write(
    _ sinks: [ParitySink],
    _ call: Invocation,
    _ text: (ParityForm, TextStyle) -> String
  ) throws -> ExitCode {
    for sink in sinks { try sink.write(text(sink.form, .plain), call) }
    guard !sinks.contains(where: \.isStandardOutput) else { return .success }
    call.console.write(text(call.wantsJSON ? .json : .text, call.style))
    return .success
  }
}
