import CanonicalJSON
import Catalog
import Parity
import Reports
import Sessions
import Terminal

extension Verb {
  static let parity = Verb(
    name: "parity",
    operands: .any("MODEL | --gateway A --gateway B [PREFIX…]"),
    summary: "a model's offers side by side, or the same cases through two gateways",
    options: ParityVerb.options,
    rules: [
      .only(GatewayComparison.details, with: GatewayComparison.gateways),
      .apart(GatewayComparison.gateways, from: Options(.mode, ParityVerb.delivers)),
    ],
    vocabulary: .known(.models),
    examples: [
      Example("parity flux.1-kontext-max", "each size and parameter at each offer, side by side"),
      .outside("parity flux.2-max --run", "the same, and the pixels that were delivered"),
    ],
    run: ParityVerb.run
  )
}

private enum ParityVerb {
  static let delivers = Option.flag(
    "run",
    "ask the offline reference for every size, and count the pixels that it delivers"
  )
  static let tables = Option.list(
    "report KIND=FILE",
    "also write the table, - is standard output: \(ParityForm.list)",
    reading: ReportTarget<ParityForm>.init
  )

  static let options =
    Options(.mode, delivers) + GatewayComparison.options + Options(tables)

  static func run(_ call: Invocation) async throws -> ExitCode {
    let sinks = call[tables]
    try call.tryWriting(to: sinks.map(\.place))
    guard !GatewayComparison.isAsked(call) else {
      let (parity, isInterrupted) = try await GatewayComparison.parity(call)
      try write(sinks, call) { form, style, _ in form.text(parity, style: style) }
      return isInterrupted ? interrupted(call, "only what both were asked is compared") : .success
    }
    var (tables, isInterrupted) = (try tables(call), false)
    if call[delivers] { (tables, isInterrupted) = try await measured(tables, call) }
    try write(sinks, call) { form, style, columns in
      form.text(tables, style: style, columns: columns)
    }
    return isInterrupted ? interrupted(call, "not every size was drawn") : .success
  }

  private static func interrupted(_ call: Invocation, _ what: String) -> ExitCode {
    call.console.writeError("interrupted: \(what)\n")
    return .interrupted
  }

  private static func tables(_ call: Invocation) throws -> [ModelParity] {
    guard call.operands.count == 1 else {
      throw call.operands.isEmpty
        ? UsageError.missingArgument(of: .parity)
        : .unexpectedArguments(Array(call.operands.dropFirst()), verb: "parity")
    }
    let catalog = try call.catalog()
    let model = try catalog.model(named: call.operands[0])
    var tables = ModelParity.all(of: model, catalog: catalog)
    if let mode = call[.mode] { tables.removeAll { $0.mode != mode } }
    guard !tables.isEmpty else { throw VerbError.noOffers(model: model.id) }
    return tables
  }

  private static func measured(
    _ tables: [ModelParity],
    _ call: Invocation
  ) async throws -> ([ModelParity], isInterrupted: Bool) {
    let run = DeliveredPixels(try call.catalog())
    return try await interruptible(by: call.console.interruption()) {
      await tables.measured { table, offer, size in
        try await run.pixels(
          ofSize: size.spelling,
          at: offer,
          model: table.model.id,
          mode: table.mode
        )
      }
    }
  }

  private static func write(
    _ sinks: [ReportTarget<ParityForm>],
    _ call: Invocation,
    text: (ParityForm, TextStyle, Int) -> String
  ) throws {
    for sink in sinks { try sink.place.write(Array(text(sink.kind, .plain, .max).utf8), call) }
    guard !sinks.contains(where: { $0.place == .standardOutput }) else { return }
    let columns = call.console.environment["COLUMNS"] == nil ? .max : call.console.columns
    call.console.write(text(call.wantsJSON ? .json : .text, call.style, columns))
  }
}
