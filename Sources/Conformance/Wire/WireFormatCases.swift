import CanonicalJSON
import Catalog
import Findings
import HTTPMessages
import Images

/// How pictures come back: as URLs or as base64 text, whole, truly labelled, of the pixels that are said.
struct WireFormatCases {
  let cases: WireCases

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      [
        kind(place, "default", "format.default", [:], "url"),
        kind(place, "url", "format.exclusive", ["response_format": "url"], "url"),
        kind(place, "b64", "format.exclusive", ["response_format": "b64_json"], "b64_json"),
        identical(place), fetchable(place), shape(place), upstream(place),
      ] + reported(place)
    }
  }

  /// One of the two, and the one that was asked.
  private func kind(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: String,
    _ fields: JSONObject,
    _ wanted: String
  ) -> Case {
    let question = WireCases.Question(
      place,
      name,
      [requirement],
      fields,
      expectation: "\(wanted) and nothing else"
    )
    return cases.item(question) { seen in
      let names = (seen.items.first?.objectValue?.names ?? []).filter { $0 != "revised_prompt" }
      let found = seen.compares(
        .array(names.map { .string($0) }),
        with: [.string(wanted)],
        at: "data",
        "0"
      )
      return [Judgement(requirement, seen.refusal.isEmpty ? found : seen.refusal)]
    }
  }

  /// Where nothing converts, the client gets the provider's own bytes.
  private func identical(_ place: OfferInMode) -> Case {
    let question = WireCases.Question(
      place,
      "identical",
      ["format.b64"],
      ["response_format": "b64_json", "seed": 11],
      expectation: "the bytes that the provider delivered"
    )
    return cases.item(question) { seen in
      guard seen.refusal.isEmpty else { return [Judgement("format.b64", seen.refusal)] }
      guard let url = seen.calls.first?.pictures.first, url.hasPrefix("http") else {
        return [Judgement("format.b64", .skipped(why: "the provider's picture can't be told"))]
      }
      do {
        let sent = try await seen.gateway.fetch(url).body
        let isSame = try await seen.pictures().first?.bytes == sent
        let mismatch = Mismatch(
          side: .response,
          pointer: JSONPointer(["data", "0", "b64_json"]),
          why: "does not decode to the bytes that the provider delivered"
        )
        return [Judgement("format.b64", isSame ? [] : [mismatch])]
      } catch {
        return [Judgement("format.b64", .unknown(why: "\(error)"))]
      }
    }
  }

  /// An absolute URL, no credentials needed, its type true to its bytes; never `data:`.
  private func fetchable(_ place: OfferInMode) -> Case {
    let question = WireCases.Question(
      place,
      "fetchable",
      ["format.url", "output.truthful"],
      place.operation.field("sync_mode") == nil ? [:] : ["sync_mode": true],
      expectation: "a URL that anybody can fetch"
    )
    return cases.item(question) { seen in
      guard seen.refusal.isEmpty else { return [Judgement("format.url", seen.refusal)] }
      do {
        guard let picture = try await seen.pictures().first else {
          return [Judgement("format.url", seen.counts(1))]
        }
        return [
          Judgement("format.url", seen.typeMismatches(picture)),
          Judgement("output.truthful", seen.soundness(picture)),
        ]
      } catch let error as PictureError {
        let mismatch = Mismatch(side: .response, pointer: JSONPointer(["data"]), why: "\(error)")
        return [Judgement("format.url", [mismatch])]
      } catch {
        return [Judgement("format.url", .unknown(why: "\(error)"))]
      }
    }
  }

  private func shape(_ place: OfferInMode) -> Case {
    let question = WireCases.Question(
      place,
      "shape",
      ["response.shape"],
      [:],
      expectation: "{created, data: [{url}]}"
    )
    return cases.item(question) { seen in
      var found = seen.refusal
      if found.isEmpty, seen.answer?["created"]?.intValue == nil {
        found += seen.compares(seen.answer?["created"], with: "a whole number", at: "created")
      }
      if found.isEmpty { found += seen.counts(1) }
      return [Judgement("response.shape", found)]
    }
  }

  private func upstream(_ place: OfferInMode) -> Case {
    let question = WireCases.Question(
      place,
      "never-upstream",
      ["format.never-upstream"],
      ["response_format": "b64_json"],
      expectation: "no response_format upstream"
    )
    return cases.item(question) { seen in
      let found = seen.calls.flatMap { $0.holds(["response_format"]) }
      return [Judgement("format.never-upstream", seen.refusal + found)]
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
    return spellings.map { name, fields in
      let question = WireCases.Question(
        place,
        name,
        ["size.reported"],
        fields,
        expectation: "size says the delivered pixels"
      )
      return cases.item(question) { seen in
        guard seen.refusal.isEmpty else { return [Judgement("size.reported", seen.refusal)] }
        do {
          guard let shown = try await seen.pictures().first?.probe.shown else {
            return [Judgement("size.reported", seen.counts(1))]
          }
          let size = JSON.string("\(shown.width)x\(shown.height)")
          return [
            Judgement("size.reported", seen.compares(seen.answer?["size"], with: size, at: "size"))
          ]
        } catch {
          return [Judgement("size.reported", .unknown(why: "\(error)"))]
        }
      }
    }
  }
}

extension Observation {
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
