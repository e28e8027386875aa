import Contract
import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images

/// How pictures come back: as URLs or as base64 text, whole, truly labelled, of the pixels that are said.
struct WireFormatCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [
        kind(place, "default", .formatDefault, [:], "url"),
        kind(place, "url", .formatExclusive, ["response_format": "url"], "url"),
        kind(place, "b64", .formatExclusive, ["response_format": "b64_json"], "b64_json"),
        identical(place), fetchable(place), shape(place), types(place), upstream(place),
      ] + synchronous(place) + reported(place)
    }
  }

  /// One of the two, and the one that was asked.
  func kind(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ fields: JSONObject,
    _ wanted: String
  ) -> Case {
    let question = Question(
      place,
      name,
      [requirement],
      fields,
      expectation: "\(wanted) and nothing else"
    )
    return question.served { seen in
      // A null says as little as a member that is missing.
      let names = ["url", "b64_json"].filter { seen.items.first?[$0]?.isNull == false }
      return seen.compares(
        .array(names.map { .string($0) }),
        with: [.string(wanted)],
        at: "data",
        "0"
      )
    }
  }

  /// Where nothing converts, the client gets the provider's own bytes.
  func identical(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "identical",
      [.formatB64, .formatSameBytes],
      ["response_format": "b64_json", "seed": 11],
      expectation: "the bytes that the provider delivered"
    ).telling(["anew": { seen in try await seen.pictures().flatMap { seen.soundness($0) } }])
    let requirement = question.requirements[0]
    return question.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(requirement, seen.refusal)] }
      if let bare = seen.items.firstIndex(where: { $0["b64_json"]?.stringValue == nil }) {
        let found = seen.compares(nil, with: "base64", at: "data", "\(bare)", "b64_json")
        return [Judgement(requirement, found)]
      }
      guard let picture = try await seen.pictures().first else {
        return [Judgement(requirement, seen.counts(1))]
      }
      let whole = Judgement(requirement, seen.soundness(picture))
      guard let url = seen.calls.first?.pictures.first else {
        let why = "the provider's picture can't be told"
        return [whole, Judgement(.formatSameBytes, .skipped(why: why))]
      }
      let isSame = picture.bytes == (try await seen.delivered(at: url))
      let mismatch = Mismatch(
        side: .response,
        pointer: JSONPointer(["data", "0", "b64_json"]),
        why: "does not decode to the bytes that the provider delivered"
      )
      return [whole, Judgement(.formatSameBytes, isSame ? [] : [mismatch])]
    }
  }

  /// An absolute URL, no credentials needed, which leads to a whole picture of the type that it is called.
  func fetchable(_ place: OfferInMode) -> Case {
    fetched(
      Question(
        place,
        "fetchable",
        [.formatUrl, .outputTruthful],
        [:],
        expectation: "a URL that anybody can fetch"
      )
    )
  }

  /// The provider's own word for data URIs asks the provider, and the client still wants a URL.
  private func synchronous(_ place: OfferInMode) -> [Case] {
    // What the page does not list stays text in a form.
    guard place.model.parameter("sync_mode") != nil, place.operation.field("sync_mode") != nil
    else { return [] }
    let question = Question(
      place,
      "sync-mode",
      [.formatUrl, .outputTruthful],
      ["sync_mode": true],
      expectation: "a URL that anybody can fetch, never data:"
    )
    return [fetched(question.citing(.syncURL))]
  }

  private func fetched(_ question: Question) -> Case {
    let requirement = question.requirements[0]
    return question.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(requirement, seen.refusal)] }
      guard let picture = try await seen.pictures().first else {
        return [Judgement(requirement, seen.counts(1))]
      }
      return [
        Judgement(requirement, await seen.soundness(picture) + seen.givenOnce),
        Judgement(.outputTruthful, seen.typeMismatches(picture) + seen.misstates(picture)),
      ]
    }
  }

  func shape(_ place: OfferInMode, of count: Int = 1) -> Case {
    let question = Question(
      place,
      "shape",
      [.responseShape],
      [:],
      expectation: "{created, data: [{url}]}"
    )
    return question.served { $0.creation + $0.jsonType + $0.counts(count) }
  }

  /// OpenAI's clients build what they know of an answer by these types, and stumble over others.
  func types(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "types",
      [.responseTypes],
      [:],
      expectation: "OpenAI's members of OpenAI's types"
    )
    return question.served { $0.wrongTypes + $0.partialUsage }
  }

  func upstream(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "never-upstream",
      [.formatNeverUpstream],
      ["response_format": "b64_json"],
      expectation: "no response_format upstream"
    )
    return question.served { seen in
      seen.calls.flatMap { $0.holds(["response_format"]) }
    }
  }

  /// The answer's own word on the size is true to the pixels, however the size was spelt.
  private func reported(_ place: OfferInMode) -> [Case] {
    let row = place.model.sizes.rows[0]
    let spellings: [(String, JSONObject)] = [
      ("size-ratio", ["size": .string(row.ratio.text)]),
      ("size-pixels", ["size": .string("\(row.pixels)")]),
      ("size-none", [:]),
    ]
    return spellings.map { name, fields in reported(place, name, fields) }
  }

  func reported(_ place: OfferInMode, _ name: String, _ fields: JSONObject) -> Case {
    let question = Question(
      place,
      name,
      [.sizeReported],
      fields,
      expectation: "size says the delivered pixels"
    )
    return question.served { seen in
      guard let shown = try await seen.pictures().first?.probe.shown else {
        return seen.counts(1)
      }
      let size = JSON.string("\(shown.width)x\(shown.height)")
      return seen.compares(seen.answer?["size"], with: size, at: "size")
    }
  }
}

extension Evidence {
  /// A mismatch where `created` is no moment in seconds; one in thousandths has three digits more.
  var creation: [Mismatch] {
    let created = answer?["created"]
    guard let seconds = created?.intValue, 1_000_000_000..<100_000_000_000 ~= seconds else {
      return compares(created, with: "whole seconds since 1970", at: "created")
    }
    guard let now = witness?.unixTime?(), abs(now - seconds) > Evidence.longestSkew else {
      return []
    }
    return compares(created, with: .string("\(now), to five minutes"), at: "created")
  }

  private static let longestSkew = 300

  /// A mismatch where the URL of the first picture can't be fetched a second time.
  fileprivate var givenOnce: [Mismatch] {
    get async {
      do {
        _ = try await pictures()
        return []
      } catch {
        return [
          Mismatch(
            side: .response,
            pointer: JSONPointer(["data", "0", "url"]),
            why: "was fetched once, and then no more: \(error)"
          )
        ]
      }
    }
  }

  /// A mismatch where the answer calls its picture another format than it is; it need not say one.
  func misstates(_ picture: ObservedPicture) -> [Mismatch] {
    guard let said = answer?["output_format"], !said.isNull else { return [] }
    let word = picture.probe.format.map { JSON.string($0.rawValue) } ?? .null
    return compares(said, with: word, at: "output_format")
  }

  /// A mismatch where an answer is not called JSON: clients then read it as text.
  var jsonType: [Mismatch] {
    let type = fields[.contentType].flatMap { HTTPMediaType($0) }?.essence
    return compares(
      type.map(JSON.string),
      with: "application/json",
      at: "headers",
      "Content-Type"
    )
  }

  /// Mismatches where a member of OpenAI's answer is of another type; null says nothing.
  fileprivate var wrongTypes: [Mismatch] {
    let texts = ["id", "size", "output_format", "quality", "background"].compactMap { name in
      answer?[name].map { (at: [name], value: $0) }
    }
    let prompts = items.enumerated().compactMap { index, item in
      item["revised_prompt"].map { (at: ["data", String(index), "revised_prompt"], value: $0) }
    }
    return (texts + prompts).filter { !$0.value.isNull && $0.value.stringValue == nil }.map {
      Mismatch(
        side: .response,
        pointer: JSONPointer($0.at),
        actual: $0.value,
        expected: "a string"
      )
    }
  }

  /// Mismatches where there is a `usage` that lacks what OpenAI's always has.
  fileprivate var partialUsage: [Mismatch] {
    guard let usage = answer?["usage"], !usage.isNull else { return [] }
    let places =
      ["input_tokens", "output_tokens", "total_tokens"].map { [$0] }
      + ["text_tokens", "image_tokens"].map { ["input_tokens_details", $0] }
    return places.filter { usage[JSONPointer($0)]?.intValue == nil }.map {
      Mismatch(
        side: .response,
        pointer: JSONPointer(["usage"] + $0),
        actual: usage[JSONPointer($0)],
        expected: "a whole number"
      )
    }
  }

  func typeMismatches(_ picture: ObservedPicture) -> [Mismatch] {
    let actual = picture.contentType?.prefix { $0 != ";" }
    let expected = picture.probe.format?.mediaType
    guard actual.map(String.init) != expected else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["data", "0", "url"]),
        actual: actual.map { .string(String($0)) },
        expected: expected.map { .string($0) },
        why: "the type is not that of the bytes"
      )
    ]
  }

  func soundness(_ picture: ObservedPicture) -> [Mismatch] {
    guard picture.probe.verdict != .sound else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["data", "0"]),
        actual: .string(picture.probe.verdict.rawValue),
        expected: "sound",
        why: picture.probe.detail
      )
    ]
  }
}

extension RequirementName {
  static let formatB64 = RequirementName("format.b64")
  static let formatDefault = RequirementName("format.default")
  static let formatSameBytes = RequirementName("format.same-bytes")
  static let formatExclusive = RequirementName("format.exclusive")
  static let formatNeverUpstream = RequirementName("format.never-upstream")
  static let responseTypes = RequirementName("response.types")
  static let sizeReported = RequirementName("size.reported")
}

extension Citation {
  static let syncURL = Citation.ruling("sync-url")
}
