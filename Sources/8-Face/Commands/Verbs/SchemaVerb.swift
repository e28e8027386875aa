import Contract
import Files
import Terminal

extension Verb {
  static let schema = Verb(
    name: "schema",
    operands: Operands(usage: "[NAME]", count: 0...1),
    summary: "prints the JSON Schema of a file that people or programs write, for editors",
    vocabulary: .known(.schemas),
    speaksJSON: false,
    examples: [
      Example("schema", "which there are"),
      Example("schema gateway", "the one of touchstone/gateway.json"),
    ],
    run: SchemaVerb.run
  )
}

private enum SchemaVerb {
  static func run(_ call: Invocation) throws -> ExitCode {
    let schemas = SchemaFolder(try call.goldenLayers())
    guard let name = call.operands.first else {
      let rows = try schemas.names.map { ($0, try schemas.title(of: $0)) }
      call.console.write(call.console.table(rows))
      return .success
    }
    guard schemas.names.contains(name) else {
      throw VerbError.unknownSchema(name, known: schemas.names)
    }
    call.console.writeBytes(try schemas.bytes(of: name))
    return .success
  }
}
