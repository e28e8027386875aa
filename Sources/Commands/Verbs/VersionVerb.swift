import CanonicalJSON
import Goldens
import Reports

extension Verb {
  static let version = Verb(
    name: "version",
    operands: .none,
    summary: "the program's version, the contract's revision, the report's format",
    options: [],
    run: VersionVerb.run
  )
}

private enum VersionVerb {
  static func run(_ call: Invocation) -> ExitCode {
    let contract = try? call.goldenLayers().requirements().revision
    guard !call.wantsJSON else {
      let json: JSON = [
        "version": .string(Touchstone.version),
        "contract": contract.map(JSON.integer) ?? .null,
        "report": .string(JSONReport.schema),
      ]
      call.console.write(json.text(.pretty) + "\n")
      return .success
    }
    let revision = contract.map { "contract \($0)" } ?? "no contract found"
    call.console.write("touchstone \(Touchstone.version) (\(revision), \(JSONReport.schema))\n")
    return .success
  }
}
