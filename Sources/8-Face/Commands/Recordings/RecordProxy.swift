import Bytes
import Catalog
import HTTPTransport
import Recordings
import Sessions
import Terminal

/// `record --proxy`: serves until it is interrupted, and has what is whole on the disk within two seconds.
struct RecordProxy {
  let call: Invocation

  func run() async throws -> ExitCode {
    let name = call[.name] ?? "proxy/session"
    let upstream = try call.providerUpstream()
    let given = call[RecordVerb.key]
    let madeKey = upstream.isLive && given == nil ? ClientKey.made() : nil
    let recording = ProxyRecording(
      upstream,
      into: try call.keptRecordings(),
      as: name,
      pictures: call.keptPictures,
      policy: call.redactionPolicy,
      budget: call[.budget].map { Budget(limit: $0) },
      clientKey: given ?? madeKey,
      say: { if !call.isQuiet { call.console.show($0) } }
    )
    var service = call.service(recording.handler, port: 4023)
    service.playedHosts = ServiceHosts(upstream.catalog.everyProvider)
    service.spendsForAnybody = upstream.isLive
    service.saveEarly = { recording.writeIfPossible() }
    service.security = try call.security()
    let served = service
    let code = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await recording.run() }
      defer { group.cancelAll() }
      return try await call.run(served) {
        banner($0, name: name, madeKey: madeKey)
      }
    }
    try recording.write()
    return report(recording.account, spent: recording.spent) ?? code
  }

  private func banner(_ server: HTTPServer, name: String, madeKey: String?) -> String {
    let keys = madeKey.map { "the providers' own keys, or \($0)" } ?? "the key that --key named"
    return """
      Recording at \(server.url): point the gateway at \(server.url)/fal, /fal-queue,
      /replicate/v1 and /fireworks/inference/v1. Keys come from the environment\
      \(call[.asked] == .stubs ? "" : "; the gateway gives \(keys)").
      Recordings are kept as \(name), from the first second on. Ctrl-C stops it.


      """
  }

  /// Nil where nothing was refused.
  private func report(_ account: RecordingWriter.Account, spent: String) -> ExitCode? {
    for refusal in account.refused { call.console.writeError("error: \(refusal)\n") }
    for part in account.parts { call.console.show("\(part)\n") }
    call.console.show(
      "\(account.written.counted("exchange")), \(account.redactions.counted("redaction")), \(spent)\n"
    )
    if account.heldSecret { return .secretFound }
    return account.refused.isEmpty ? nil : .failure
  }
}
