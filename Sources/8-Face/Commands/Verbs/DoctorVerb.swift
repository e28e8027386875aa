import CanonicalJSON
import Catalog
import Contract
import Files
import HTTPMessages
import HTTPTransport
import Reports
import Sessions
import Terminal

extension Verb {
  static let doctor = Verb(
    name: "doctor",
    operands: .none,
    summary: "what commands need and whether this machine has it; --url checks a server",
    options: Options(DoctorVerb.url),
    rules: [.apart(DoctorVerb.url, from: Options(.json))],
    examples: [
      Example("doctor", "what this machine has"),
      .outside("doctor --url http://127.0.0.1:4020/v1/models", "a health check for a container"),
    ],
    run: DoctorVerb.run
  )
}

private enum DoctorVerb {
  static let url = Option.text("url URL", "ask this address; below 500 is healthy, for containers")

  static func run(_ call: Invocation) async throws -> ExitCode {
    if let url = call[url] { return try await ask(url, call) }
    var checkup = Checkup()
    checkup.note(
      layers: { try call.goldenLayers() },
      modelCount: { try call.catalog().models.count }
    )
    let ports = [("serve", 4020), ("stub", 4021), ("replay", 4022)]
    for note in MachineNotes(call.console.environment, ports: ports).all {
      checkup.note(note.name, note.isThere ? .fine : .absent, detail: note.detail)
    }
    call.answer(checkup.json, or: checkup.text(call.style))
    return checkup.isSound ? .success : .usage
  }

  /// A health check: any answer below 500 is good news.
  private static func ask(_ url: String, _ call: Invocation) async throws -> ExitCode {
    guard let request = HTTPRequest(.get, url: url) else {
      throw UsageError.notAURL(option: "--url", value: url)
    }
    let check = await HealthCheck(request, shown: url)
    if !check.isAnswered {
      call.console.writeError(check.line)
    } else if !call.isQuiet || !check.isHealthy {
      call.console.write(check.line)
    }
    return check.isHealthy ? .success : .couldNotFindOut
  }
}
