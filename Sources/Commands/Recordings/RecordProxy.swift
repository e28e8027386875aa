import Catalog
import HTTPTransport
import Recordings

/// `record --proxy`: serves until it is interrupted, then writes what is whole.
struct RecordProxy {
  let call: Invocation

  init(_ call: Invocation) { self.call = call }

  func run() async throws -> ExitCode {
    let name = call.value("as") ?? "proxy/session"
    let policy = try call.redactionPolicy()
    let session = RecordingSession(pictures: call.keptPictures)
    let client = Recorder(try call.recordedUpstream(), into: session, clock: LoopWaiting())
    let front = RecordingFront(client, credentials: try credentials())
    let began = UTCTime.now
    let service = Service(handler: front, call: call, defaultPort: 4023)
    let code = try await service.run { server in
      """
      Recording at \(server.url): point the gateway at \(server.url)/fal, /fal-queue,
      /replicate/v1 and /fireworks/inference/v1. Keys come from the environment. Ctrl-C writes \(name).


      """
    }
    let recording = session.recording(
      RecordingMetadata(
        origin: try call.recordsLive() ? .live : .simulated,
        recordedAt: began.description
      )
    )
    let store = try call.recordingStore()
    let (kept, findings) = try store.save(recording, as: name, policy: policy)
    call.console.write(
      "\(store.path)/\(kept).har: \(recording.entries.count) exchanges, \(findings.count) redactions\n"
    )
    return code
  }

  private func credentials() throws -> RecordingFront.Credentials {
    var credentials: RecordingFront.Credentials = [:]
    let isLive = try call.recordsLive()
    for facts in try ProviderFacts.shipped() {
      let key = isLive ? call.console.environment[facts.keyVariable] : "any:key"
      guard let key, !key.isEmpty else { continue }
      let parts = facts.name == "fal" ? ["fal", "fal-queue", "fal-rest"] : [facts.name]
      for part in parts { credentials[part] = "\(facts.keyScheme) \(key)" }
    }
    return credentials
  }
}
