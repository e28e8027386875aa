import CanonicalJSON
import Catalog
import Contract
import Files
import HTTPMessages
import HTTPTransport
import Reports
import Terminal

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
    ports(&checkup)
    keys(call.console.environment, &checkup)
    https(&checkup)
    programs(call.console.environment, &checkup)
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

  private static func ports(_ checkup: inout Checkup) {
    for (verb, port) in [("serve", 4020), ("stub", 4021), ("replay", 4022)] {
      let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
      let name = "port \(port)"
      if (try? HTTPServer(serving: nobody, port: port)) != nil {
        checkup.note(name, .fine, "free for touchstone \(verb)")
      } else {
        checkup.note(name, .absent, "in use: give touchstone \(verb) another with --port")
      }
    }
  }

  /// Says which keys are there; never a letter of them.
  private static func keys(_ environment: [String: String], _ checkup: inout Checkup) {
    for variable in ((try? Provider.shipped()) ?? []).map(\.key.variable) {
      let isSet = environment[variable]?.isEmpty == false
      checkup.note(
        variable,
        isSet ? .fine : .absent,
        isSet ? "set" : "not set; only touchstone record and live drift runs need it"
      )
    }
  }

  private static func https(_ checkup: inout Checkup) {
    do throws(TLSError) {
      try TLSContext.checkAvailability()
      checkup.note("https", .fine, "OpenSSL 3 is there")
    } catch {
      checkup.note("https", .absent, "\(error)")
    }
  }

  private static func programs(_ environment: [String: String], _ checkup: inout Checkup) {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    func path(of program: String) -> String? {
      folders.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
    }
    let decoder = path(of: "vips") ?? path(of: "heif-convert")
    checkup.note(
      "foreign AVIF",
      decoder == nil ? .absent : .fine,
      decoder ?? "AVIF that others encoded is not compared without vips or heif-convert"
    )
    checkup.note(
      "swift",
      path(of: "swift") == nil ? .absent : .fine,
      path(of: "swift") ?? "only needed to build from source"
    )
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
