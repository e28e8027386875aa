package import CanonicalJSON
package import Catalog
package import Conformance
import HTTPMessages
import HTTPTransport
import Recordings

/// The reference in memory, its upstream a recording of its own for each case.
package struct RecordedReference: RecordedGateway {
  let catalog: ModelCatalog
  let recordings: LayeredRecordings

  package init(catalog: ModelCatalog, recordings: LayeredRecordings) {
    self.catalog = catalog
    self.recordings = recordings
  }

  package func answer(to golden: ResponseGolden) async throws -> JSON {
    let recording = try recordings.recording(golden.recording)
    let replayer = Replayer([(golden.recording, recording)], clock: LoopWaiting())
    let gateway = ScenarioGateway(
      catalog,
      upstream: replayer,
      keys: catalog.stubKeys,
      isQueued: recording.isQueued,
      in: .offline
    )
    let request = ClientRequest(path: golden.path, fields: golden.request)
    let response = try await gateway.answer(to: request)
    var form = try await AnswerForm(picture: gateway.picture).json(of: response).objectValue ?? [:]
    // Whoever asks too much or too little of the provider has not understood what it said.
    if replayer.missCount > 0 { form["misses"] = .integer(replayer.missCount) }
    let unplayed = replayer.unplayed
    if !unplayed.isEmpty { form["unplayed"] = .array(unplayed.map { .string($0) }) }
    return .object(form)
  }
}

extension RecordedReference {
  /// The goldens as they should be now: one for each recording that knows its client's request.
  package func currentGoldens() async throws -> [ResponseGolden] {
    var current: [ResponseGolden] = []
    for name in recordings.names {
      guard let request = try recordings.recording(name).metadata.request else { continue }
      var golden = ResponseGolden(
        recording: name,
        path: request.path,
        request: request.fields,
        answer: [:]
      )
      golden.answer = try await answer(to: golden)
      current.append(golden)
    }
    return current
  }
}
