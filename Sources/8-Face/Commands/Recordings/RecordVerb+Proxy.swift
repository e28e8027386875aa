import Catalog
import HTTPTransport
import Recordings
import Sessions
import Terminal

extension RecordVerb {
  /// Serves until it is interrupted, and has what is whole on the disk within two seconds.
  static func recordTraffic(_ call: Invocation) async throws -> ExitCode {
    let recording = ProxyRecording(
      try call.providerUpstream(),
      into: try call.keptRecordings(),
      as: call[.name] ?? "proxy/session",
      pictures: call.keptPictures,
      policy: call.redactionPolicy,
      budget: call[.budget].map { Budget(limit: $0) },
      clientKey: call[key],
      say: { if !call.isQuiet { call.console.show($0) } }
    )
    var service = call.service(recording.handler, port: 4023)
    service.security = try call.security()
    recording.prepare(&service)
    let code = try await recording.kept { [service] in
      try await call.run(service) { recording.banner(at: $0.url) }
    }
    return tell(of: recording, call) ?? code
  }

  /// Nil where nothing was refused.
  private static func tell(of recording: ProxyRecording, _ call: Invocation) -> ExitCode? {
    let account = recording.account
    for refusal in account.refused { call.console.writeError("error: \(refusal)\n") }
    for part in account.parts { call.console.show("\(part)\n") }
    call.console.show(recording.summary)
    if account.heldSecret { return .secretFound }
    return account.refused.isEmpty ? nil : .failure
  }
}
