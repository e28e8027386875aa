import Bytes
import Catalog
import HTTPTransport
import Recordings
import Sessions

/// `record --proxy`: serves until it is interrupted, and has what is whole on the disk within two seconds.
struct RecordProxy {
  let call: Invocation

  func run() async throws -> ExitCode {
    let name = call[.name] ?? "proxy/session"
    let recording = ProxyRecording(
      try call.providerUpstream(),
      into: try call.keptRecordings(),
      as: name,
      pictures: call.keptPictures,
      policy: call.redactionPolicy,
      budget: call[.budget].map { Budget(limit: $0) },
      say: { if !call.isQuiet { call.console.write($0) } }
    )
    var service = Service(handler: recording.handler, call: call, defaultPort: 4023)
    service.saveEarly = { recording.writeIfPossible() }
    let served = service
    let code = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await recording.run() }
      defer { group.cancelAll() }
      return try await served.run(security: Service.security(call)) { banner($0, name: name) }
    }
    try recording.write()
    return report(recording.account, spent: recording.spent) ?? code
  }

  private func banner(_ server: HTTPServer, name: String) -> String {
    """
    Recording at \(server.url): point the gateway at \(server.url)/fal, /fal-queue,
    /replicate/v1 and /fireworks/inference/v1. Keys come from the environment. Ctrl-C writes \(name).


    """
  }

  /// Nil where nothing was refused.
  private func report(_ account: RecordingWriter.Account, spent: String) -> ExitCode? {
    for refusal in account.refused { call.console.writeError("error: \(refusal)\n") }
    for part in account.parts { call.console.write("\(part)\n") }
    call.console.write(
      "\(account.written.counted("exchange")), \(account.redactions.counted("redaction")), \(spent)\n"
    )
    if account.heldSecret { return .secretFound }
    return account.refused.isEmpty ? nil : .failure
  }
}
