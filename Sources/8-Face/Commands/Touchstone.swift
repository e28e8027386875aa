import Contract
import Sessions
package import Terminal

/// The program from its arguments to its exit code.
package enum Touchstone {
  package static let version = "0.1.0"

  /// Every verb by what people come for, in the order that help lists them.
  static let groups: [VerbGroup] = [
    VerbGroup(
      "judge a gateway",
      [.initialize, .map, .explore, .reproduce, .check, .merge, .atlas]
    ),
    VerbGroup("play one, or its providers", [.serve, .stub, .replay]),
    VerbGroup("look", [.show, .explain, .sizes, .parity, .image]),
    VerbGroup("keep and review", [.review, .golden, .record, .recordings]),
    VerbGroup("watch providers", [.drift]),
    VerbGroup("extend", [.catalog, .schema]),
    VerbGroup("this program", [.doctor, .help, .completions, .version]),
  ]

  static let verbs: [Verb] = groups.flatMap(\.verbs)

  /// Runs one command; `arguments` come without the program's name.
  package static func run(_ arguments: [String], console: Console) async -> ExitCode {
    let code = await code(of: arguments, console)
    guard let fault = console.outputFault() else { return code }
    console.writeError(
      "error: standard output did not take everything: \(fault); lead it to a place that has room\n"
    )
    return code == .success ? .usage : code
  }

  private static func code(of arguments: [String], _ console: Console) async -> ExitCode {
    let parser = ArgumentParser(verbs, environment: console.environment)
    do {
      let call = try parser.parse(arguments)
      if call.wantsHelp {
        console.write(HelpText(call.verb, columns: console.columns).text)
        return .success
      }
      return try await call.verb.run(Invocation(call, console: console))
    } catch is CancellationError {
      console.writeError("interrupted\n")
      return .interrupted
    } catch {
      console.writeError("error: \(error)\n")
      return exitCode(of: error)
    }
  }

  /// The exit code for an error that stops a verb before its answer: one of the call or the configuration.
  private static func exitCode(of error: any Error) -> ExitCode {
    if error is BrokenHop || error is GatewayStartError { return .couldNotFindOut }
    return .usage
  }
}
