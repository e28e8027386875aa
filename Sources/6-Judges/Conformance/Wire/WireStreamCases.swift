import Contract
import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

/// `stream: true`: one event with the finished picture, and before it drafts where a provider has any.
struct WireStreamCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    guard claims.streaming else { return [] }
    return places.flatMap { place in
      [
        completed(place, "completed", [:]), completed(place, "partial", ["partial_images": 2]),
        several(place),
      ]
    }
  }

  func completed(_ place: OfferInMode, _ name: String, _ more: JSONObject) -> Case {
    let word = place.mode == .edit ? "image_edit.completed" : "image_generation.completed"
    var fields = more
    fields["stream"] = true
    fields["seed"] = 21
    let question = Question(
      place,
      name,
      [.streamEmulated],
      fields,
      expectation: "one event \(word) with the picture and complete usage"
    )
    return question.served { seen in
      let type = seen.fields[.contentType].flatMap { HTTPMediaType($0) }?.essence
      guard type == "text/event-stream" else {
        let actual = type.map(JSON.string)
        return seen.compares(actual, with: "text/event-stream", at: "headers", "Content-Type")
      }
      var parser = ServerSentEventParser()
      let events = try parser.feed(seen.body[...])
      let last = events.filter { $0.event == word }
      guard last.count == 1, let event = last.first else {
        let names = events.map { JSON.string($0.event ?? "message") }
        return seen.compares(.array(names), with: .array([.string(word)]), at: "events")
      }
      let drafts = events.filter {
        $0.event == word.replacing(".completed", with: ".partial_image")
      }
      let most = more["partial_images"]?.intValue ?? 0
      guard drafts.count <= most else {
        return seen.compares(.integer(drafts.count), with: .integer(most), at: "events")
      }
      return try drafts.flatMap { try seen.isWhole($0, of: most) }
        + (await seen.completes(event, word))
    }
  }

  func several(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "several",
      [.streamEmulated],
      ["stream": true, "n": 2],
      expectation: "400, and nobody called"
    ).citing(.streamSeveral)
    return question.refused()
  }
}

extension Evidence {
  private static let counts = ["total_tokens", "input_tokens", "output_tokens"]

  /// Mismatches where a draft's event lacks what OpenAI's have.
  func isWhole(_ event: ServerSentEvent, of most: Int) throws -> [Mismatch] {
    let data = try JSON(parsing: Array(event.data.utf8))
    var found: [Mismatch] = []
    let index = data["partial_image_index"]
    if !(0..<most).contains(index?.intValue ?? -1) {
      found += compares(index, with: "a number from 0", at: "partial_image_index")
    }
    for name in ["b64_json", "size", "quality", "background", "output_format"]
    where data[name]?.stringValue?.isEmpty ?? true {
      found += compares(data[name], with: "a string", at: name)
    }
    return found
  }

  /// Mismatches where an event is not a complete event of OpenAI's.
  func completes(_ event: ServerSentEvent, _ word: String) async throws -> [Mismatch] {
    let data = try JSON(parsing: Array(event.data.utf8))
    var found = compares(data["type"], with: .string(word), at: "type")
    for name in Evidence.counts where data["usage"]?[name]?.intValue == nil {
      found += compares(data["usage"]?[name], with: "a whole number", at: "usage", name)
    }
    if data["usage"]?["input_tokens_details"]?.objectValue == nil {
      let details = data["usage"]?["input_tokens_details"]
      found += compares(details, with: "an object", at: "usage", "input_tokens_details")
    }
    if data["created_at"]?.intValue == nil {
      found += compares(data["created_at"], with: "a whole number", at: "created_at")
    }
    for name in ["size", "quality", "background", "output_format"]
    where data[name]?.stringValue == nil {
      found += compares(data[name], with: "a string", at: name)
    }
    guard let url = calls.first?.pictures.first else { return found }
    let picture = data["b64_json"]?.stringValue.flatMap { try? Base64.decode($0) }
    if picture != (try await delivered(at: url)) {
      found.append(
        Mismatch(
          side: .response,
          pointer: JSONPointer(["b64_json"]),
          why: "does not decode to the picture that the provider delivered"
        )
      )
    }
    return found
  }
}

extension RequirementName {
  static let streamEmulated = RequirementName("stream.emulated")
}

extension Citation {
  static let streamSeveral = Citation.ruling("stream-several")
}
