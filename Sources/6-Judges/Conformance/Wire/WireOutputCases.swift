import Contract
import CanonicalJSON
import Catalog
import Images

/// Pictures in the format that was asked: as the provider drew them, or converted without harm.
struct WireOutputCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      ImageFormat.allCases.flatMap { [converted(place, $0), labelled(place, $0)] }
        + [ImageFormat.jpeg, .webp, .avif].map { lossy(place, $0) }
        + [lossless(place)]
    }
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ format: ImageFormat,
    _ expectation: String
  ) -> Question {
    let fields: JSONObject = [
      "output_format": .string(format.rawValue), "prompt": Ask.smallPicture, "seed": 5,
    ]
    return Question(place, name, [requirement], fields, expectation: expectation)
  }

  /// Just the provider's bytes where they are in the format already, else its picture.
  func converted(_ place: OfferInMode, _ format: ImageFormat) -> Case {
    let name = "format-\(format)"
    let question = question(place, name, .outputConverted, format, "the picture as \(format)")
    let requirement = question.requirements[0]
    return question.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(requirement, seen.refusal)] }
      guard let picture = try await seen.pictures().first else {
        return [Judgement(requirement, seen.counts(1))]
      }
      guard picture.probe.format == format else {
        let actual = picture.probe.format.map { JSON.string($0.rawValue) }
        let found = seen.compares(actual, with: .string(format.rawValue), at: "data", "0")
        return [Judgement(requirement, found)]
      }
      guard let url = seen.calls.first?.pictures.first else {
        return [Judgement(requirement, .skipped(why: "the provider's picture can't be told"))]
      }
      let sent = try await seen.delivered(at: url)
      return [Judgement(requirement, try await seen.keeps(sent, in: picture.bytes, as: format))]
    }
  }

  /// Bytes, type and the answer's own word agree.
  func labelled(_ place: OfferInMode, _ format: ImageFormat) -> Case {
    let name = "label-\(format)"
    let question = question(place, name, .outputTruthful, format, "everything says \(format)")
    return question.served { seen in
      guard let picture = try await seen.pictures().first else { return seen.counts(1) }
      return seen.typeMismatches(picture) + seen.misnamed(picture) + seen.misstates(picture)
    }
  }

  /// A lower value means a coarser quantizer and fewer bytes.
  private func lossy(_ place: OfferInMode, _ format: ImageFormat) -> Case {
    let name = "compression-\(format)"
    let expectation = "15 is coarser and smaller than 90"
    var question = question(place, name, .outputCompression, format, expectation)
    var other = question.ask
    question.ask.fields["output_compression"] = 15
    other.fields["output_compression"] = 90
    let (coarse, fine) = (question.ask, other)
    return question.asking { witness, token in
      let one = try await witness.testimony(to: coarse, for: token)
      let two = try await witness.testimony(to: fine, for: token)
      let refusal = one.refusal + two.refusal
      guard refusal.isEmpty else { return [Judgement(.outputCompression, refusal)] }
      guard let small = try await one.pictures().first, let large = try await two.pictures().first
      else { return [Judgement(.outputCompression, one.counts(1) + two.counts(1))] }
      return [Judgement(.outputCompression, one.coarser(small, than: large))]
    }
  }

  func lossless(_ place: OfferInMode) -> Case {
    let expectation = "every pixel is kept"
    var question = question(place, "compression-png", .outputCompression, .png, expectation)
    question.ask.fields["output_compression"] = 15
    return question.served { seen in
      guard let picture = try await seen.pictures().first,
        let url = seen.calls.first?.pictures.first
      else { return seen.counts(1) }
      let sent = try await seen.delivered(at: url)
      return try await seen.keeps(sent, in: picture.bytes, as: .png)
    }
  }
}

extension Evidence {
  /// A mismatch where the name that a URL ends in is that of another format.
  fileprivate func misnamed(_ picture: ObservedPicture) -> [Mismatch] {
    let url = items.first?["url"]?.stringValue?.prefix { $0 != "?" && $0 != "#" } ?? ""
    let name = url.split(separator: "/").last?.split(separator: ".").dropFirst().last ?? ""
    let word = name.lowercased() == "jpg" ? "jpeg" : name.lowercased()
    guard let said = ImageFormat(rawValue: word), let format = picture.probe.format else {
      return []
    }
    return compares(.string(said.rawValue), with: .string(format.rawValue), at: "data", "0", "url")
  }

  /// Mismatches where a picture is not the one that the provider delivered, as far as its format can keep it.
  func keeps(
    _ sent: [UInt8],
    in bytes: [UInt8],
    as format: ImageFormat
  ) async throws -> [Mismatch] {
    if sent == bytes { return [] }
    let place = JSONPointer(["data", "0"])
    if ImageFormat(sniffing: sent) == format, format.hasQuality {
      return [Mismatch(side: .response, pointer: place, why: "was written anew for nothing")]
    }
    do {
      let one = try await Image.decode(sent, foreign: decoder)
      let other = try await Image.decode(bytes, foreign: decoder)
      let comparison = ImageComparison(one, other)
      guard !comparison.holds(.through(format)) else { return [] }
      return [
        Mismatch(
          side: .response,
          pointer: place,
          actual: .string("\(comparison.lumaPSNR.rounded()) dB to the provider's picture"),
          expected: "the provider's picture",
          why: "lost more than its format loses"
        )
      ]
    } catch ImageError.unsupported(let format, let feature) {
      throw Undecodable(format: format, feature: feature)
    } catch {
      return [Mismatch(side: .response, pointer: place, why: "can't be decoded: \(error)")]
    }
  }

  /// Mismatches where `small` was not compressed harder than `large`.
  func coarser(_ small: ObservedPicture, than large: ObservedPicture) -> [Mismatch] {
    var found: [Mismatch] = []
    if small.bytes.count >= large.bytes.count {
      found.append(
        Mismatch(
          side: .response,
          pointer: JSONPointer(["data", "0"]),
          actual: .string("\(small.bytes.count) bytes"),
          expected: .string("fewer than the \(large.bytes.count) bytes of the finer one")
        )
      )
    }
    if let coarse = small.probe.quality, let fine = large.probe.quality,
      fine.isFiner(than: coarse) == false
    {
      found.append(
        Mismatch(
          side: .response,
          pointer: JSONPointer(["data", "0"]),
          actual: .string("\(coarse.scale.rawValue) \(coarse.value)"),
          expected: .string("coarser than \(fine.scale.rawValue) \(fine.value)")
        )
      )
    }
    return found
  }
}

extension RequirementName {
  static let outputCompression = RequirementName("output.compression")
  static let outputConverted = RequirementName("output.converted")
}
