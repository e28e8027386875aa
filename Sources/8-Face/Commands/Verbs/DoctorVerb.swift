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
    contract(call, &checkup)
    project(call, &checkup)
    let ports = [("serve", 4020), ("stub", 4021), ("replay", 4022)]
    for note in MachineNotes(call.console.environment, ports: ports).all {
      checkup.note(note.name, note.isThere ? .fine : .absent, note.detail)
    }
    call.console.write(
      call.wantsJSON ? checkup.json.text(.pretty) + "\n" : checkup.text(call.style)
    )
    return checkup.isSound ? .success : .usage
  }

  private static func contract(_ call: Invocation, _ checkup: inout Checkup) {
    do {
      let layers = try call.goldenLayers()
      let revision = try layers.requirements().revision
      checkup.note("contract", .fine, "revision \(revision) in \(layers.contract.path)")
    } catch {
      checkup.note("contract", .broken, "\(error)")
    }
    do {
      let count = try call.catalog().models.count
      checkup.note("models", .fine, "\(count); touchstone sizes lists them")
    } catch {
      checkup.note("models", .broken, "\(error)")
    }
  }

  private static func project(_ call: Invocation, _ checkup: inout Checkup) {
    if let project = try? call.goldenLayers().project {
      checkup.note("your project", .fine, project.path)
    } else {
      checkup.note("your project", .absent, "none from here upward; touchstone init makes one")
    }
  }

  /// A health check: any answer below 500 is good news.
  private static func ask(_ url: String, _ call: Invocation) async throws -> ExitCode {
    guard let request = HTTPRequest(.get, url: url) else {
      throw UsageError.notAURL(option: "--url", value: url)
    }
    do {
      let response = try await HTTPClient(reaching: .anyAddress).respond(to: request)
      let isHealthy = response.status.code < 500
      if !call.isQuiet || !isHealthy {
        call.console.write("\(url) answers \(response.status.code)\n")
      }
      return isHealthy ? .success : .couldNotFindOut
    } catch {
      call.console.writeError("\(url) does not answer: \(error)\n")
      return .couldNotFindOut
    }
  }
}
