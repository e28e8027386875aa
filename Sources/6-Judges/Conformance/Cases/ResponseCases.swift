import Contract
package import CanonicalJSON

/// A gateway whose upstream can be made to play one recording.
package protocol RecordedGateway: Sendable {
  /// Gets the client's answer, without the parts that differ from run to run.
  func answer(to golden: ResponseGolden) async throws -> JSON
}

/// The answer that a gateway must give while a recording plays its upstream: a file of `golden/responses`.
package struct ResponseGolden: Sendable, Equatable {
  /// The recording's name: `fal/flux.1-dev/success`.
  package var recording: String
  /// The path behind the gateway's base: `/images/edits`.
  package var path: String
  package var request: JSONObject
  package var answer: JSON

  package init(recording: String, path: String, request: JSONObject, answer: JSON) {
    self.recording = recording
    self.path = path
    self.request = request
    self.answer = answer
  }

  package static let folder = "golden/responses"

  package var file: String { "\(ResponseGolden.folder)/\(recording).json" }

  package var bytes: [UInt8] {
    let json: JSON = [
      "path": .string(path), "request": .object(request), "answer": answer,
    ]
    return json.bytes(.file) + [UInt8(ascii: "\n")]
  }

  package init(parsing bytes: [UInt8], file: String) throws(JSONFault) {
    let root = try JSONNode(parsing: bytes, file: file)
    try root.allowing(["path", "request", "answer"])
    let name = file.split(separator: "\(ResponseGolden.folder)/").last ?? ""
    self.init(
      recording: String(name.hasSuffix(".json") ? name.dropLast(5) : name),
      path: try root.required("path").string(),
      request: try root.required("request").object(),
      answer: .object(try root.required("answer").object())
    )
  }
}

/// Recorded upstreams: what the gateway makes of what a provider once said.
struct ResponseCases {
  static let requirement = RequirementName.responseRecorded

  /// The whole answer is the reference's alone; of any other gateway its status and pictures are looked at.
  let isReference: Bool

  func item(_ golden: ResponseGolden) -> Case {
    let model = golden.request["model"]?.stringValue?.split(separator: "/", maxSplits: 1) ?? []
    var question = Question(
      id: "responses/\(golden.recording)",
      [ResponseCases.requirement],
      Ask(path: golden.path, fields: golden.request),
      expectation: "the answer of \(golden.file)"
    )
    question.model = model.last.map(String.init)
    question.provider = model.first.map(String.init)
    question.place = Place(file: golden.file, line: 1)
    var item = Case(question) { [self] session in
      [Judgement(ResponseCases.requirement, await outcome(golden, session.recorded))]
    }
    if model.count == 2 { item.notes = ["offer": .string(model.joined(separator: "/"))] }
    return item
  }

  private func outcome(
    _ golden: ResponseGolden,
    _ gateway: (any RecordedGateway)?
  ) async -> Judgement.Outcome {
    do {
      guard let gateway else { throw SessionGap.recordings }
      let answer = try await gateway.answer(to: golden)
      let mismatches = view(answer).differences(from: view(golden.answer), limit: 10).map {
        Mismatch(
          side: .response,
          pointer: $0.pointer,
          actual: $0.actual,
          expected: $0.expected
        )
      }
      return mismatches.isEmpty ? .met : .unmet(mismatches)
    } catch {
      return .unknown(why: "the recording could not be played: \(error)")
    }
  }

  private func view(_ answer: JSON) -> JSON {
    if isReference { return answer }
    let pictures = answer["body"]?["data"]?.arrayValue?.map { $0["url"] ?? $0["b64_json"] ?? .null }
    return ["status": answer["status"] ?? .null, "pictures": .array(pictures ?? [])]
  }
}

extension Suite {
  /// One case for each golden of `golden/responses`.
  package static func responses(_ goldens: [ResponseGolden], isReference: Bool) -> Suite {
    Suite(goldens.map(ResponseCases(isReference: isReference).item))
  }
}

extension RequirementName {
  static let responseRecorded = RequirementName("response.recorded")
}
