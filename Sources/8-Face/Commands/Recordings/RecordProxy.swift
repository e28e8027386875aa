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
        ProxyRecording.banner(
          at: $0.url,
          as: name,
          madeKey: madeKey,
          isLive: upstream.isLive
        )
      }
    }
    try recording.write()
    return report(recording) ?? code
  }

  /// Nil where nothing was refused.
  private func report(_ recording: ProxyRecording) -> ExitCode? {
    let account = recording.account
    for refusal in account.refused { call.console.writeError("error: \(refusal)\n") }
    for part in account.parts { call.console.show("\(part)\n") }
    call.console.show(recording.summary)
    if account.heldSecret { return .secretFound }
    return account.refused.isEmpty ? nil : .failure
  }
}
