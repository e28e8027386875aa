import Contract
import Bytes
import CanonicalJSON
import Catalog
import Images

/// How pictures go in: as which part of which body, in which format, how many, and bit for bit.
struct WireEditCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    places.filter { $0.mode == .edit }.flatMap(cases(of:)) + many(places) + modes(places)
  }

  private func cases(of place: OfferInMode) -> [Case] {
    var all = [multipart(place), required(place), tooMany(place), mask(place)]
    all += arrays(place) + exact(place) + formats(place)
    return all + json(place) + following(place)
  }

  func multipart(_ place: OfferInMode) -> Case {
    let question = Question(
      place,
      "multipart",
      [.editMultipart],
      [:],
      expectation: "the provider gets the picture of the form"
    )
    return question.served { $0.receives(count: 1) }
  }

  /// `image[]` for one and for several, and `image` more than once.
  private func arrays(_ place: OfferInMode) -> [Case] {
    let most = min(3, place.operation.images?.maximum ?? 1)
    let forms =
      [("brackets", "image[]", 1)]
      + (most > 1 ? [("brackets-3", "image[]", 3), ("repeated-3", "image", 3)] : [])
    return forms.map { name, field, count in
      received(place, name, count, as: field)
    }
  }

  /// The case whose pictures come in a form, under this name.
  func received(_ place: OfferInMode, _ name: String, _ count: Int, as field: String) -> Case {
    var question = Question(
      place,
      name,
      [.editImageArray],
      ["image": .array(Array(repeating: "<image>", count: count))],
      expectation: "\(count) pictures as \(field), in their order"
    )
    question.ask.encoding = .form(pictures: field)
    if field == "image" { question = question.citing(.repeatedImage) }
    return question.served { $0.receives(count: count) }
  }

  /// Small ones, one that is too large for a data URI at Replicate, and one that nothing but its bytes calls a JPEG.
  private func exact(_ place: OfferInMode) -> [Case] {
    let wishes: [(String, PictureWish)] = [
      ("png", PictureWish()), ("jpeg", PictureWish(kind: .jpeg)),
      ("webp", PictureWish(kind: .webp)), ("large", PictureWish(padding: 300_000)),
      ("unlabelled", PictureWish(kind: .jpeg, isLabelled: false)),
    ]
    return wishes.map { name, wish in exact(place, name, [wish]) }
  }

  func exact(_ place: OfferInMode, _ name: String, _ wishes: [PictureWish]) -> Case {
    let count = wishes.count
    var question = Question(
      place,
      "exact-\(name)",
      [.editBytes],
      [:],
      expectation: "the provider gets the picture bit for bit"
    ).telling(["anew": { $0.receives(count: count) }])
    question.ask.pictures = wishes
    return question.served { seen in
      seen.calls.flatMap(\.received).enumerated().compactMap { index, picture in
        let isTruthful = picture.isTruthful(among: seen.sent.pictures)
        guard !picture.isExact || !isTruthful else { return nil }
        return Mismatch(
          side: .upstream,
          pointer: JSONPointer(["pictures", String(index)]),
          actual: isTruthful ? picture.name : picture.mediaType.map(JSON.string),
          expected: isTruthful
            ? "the client's own bytes"
            : .string(seen.sent.pictures[picture.index ?? 0].mediaType),
          why: isTruthful
            ? "came in other bytes than the client's" : "is called what it is not"
        )
      } + seen.receives(count: count)
    }
  }

  /// What no provider may be sent, each with what says so.
  static let unfit: [(kind: PictureWish.Kind, citation: Citation)] = [
    (.gif, .gifInput), (.cut, .brokenInput), (.text, .invalidImage), (.empty, .invalidImage),
  ]

  private func formats(_ place: OfferInMode) -> [Case] {
    let taken = [PictureWish.Kind.jpeg, .webp].map { kind in
      var question = question(place, "takes-\(kind)", .editFormats, "the picture goes in")
      question.ask.pictures = [PictureWish(kind: kind)]
      return question.served { $0.receives(count: 1) }
    }
    return taken
      + WireEditCases.unfit.map { kind, citation in refused(place, kind, citation) }
  }

  func refused(_ place: OfferInMode, _ kind: PictureWish.Kind, _ citation: Citation) -> Case {
    var question = question(place, "refuses-\(kind)", .editFormats, "400, and nobody called")
      .citing(citation)
    question.ask.pictures = [PictureWish(kind: kind)]
    return question.refused()
  }

  private func question(
    _ place: OfferInMode,
    _ name: String,
    _ requirement: RequirementName,
    _ expectation: String
  ) -> Question {
    Question(place, name, [requirement], [:], expectation: expectation)
  }

  func required(_ place: OfferInMode) -> Case {
    var question = question(place, "none", .editRequired, "400, and nobody called")
    question.ask.pictures = []
    return question.refused()
  }

  func tooMany(_ place: OfferInMode) -> Case {
    var question = question(place, "too-many", .editMaxImages, "400, and nobody called")
    let count = place.mostInputs + 1
    question.ask.pictures = Array(repeating: PictureWish(), count: count)
    // An offer that takes fewer than the page says is passed over by our ruling, not by the page.
    if count <= place.model.maxInputImages { question = question.citing(.editMaxImages) }
    return question.refused()
  }

  /// Where the offer has a field for it, it goes in bit for bit; else it is dropped and named.
  func mask(_ place: OfferInMode) -> Case {
    let isTaken = place.operation.field("mask") != nil
    let expectation = isTaken ? "the mask goes in, bit for bit" : "mask dropped and named"
    var question = question(place, "mask", .editMask, expectation)
    question.ask.mask = PictureWish()
    guard isTaken else {
      question = question.citing(.maskWithoutField).telling([
        "dropped": { $0.refusal + $0.calls.flatMap { $0.holds(["mask"]) } },
        "passed": { $0.refusal + $0.calls.flatMap(\.lacksMask) },
      ])
      return question.served { seen in
        seen.calls.flatMap { $0.holds(["mask"]) } + seen.names(dropped: ["mask"])
      }
    }
    question.requirements.append(.editBytes)
    return question.judged { seen in
      let found = seen.refusal.isEmpty ? seen.calls.flatMap(\.lacksMask) : seen.refusal
      let isAnew = seen.calls.contains { $0.mask?.index != nil && $0.mask?.isExact == false }
      let mismatch = UpstreamCall.mask(why: "came in other bytes than the client's")
      return [
        Judgement(.editMask, found), Judgement(.editBytes, isAnew ? [mismatch] : []),
      ]
    }
  }

  private func json(_ place: OfferInMode) -> [Case] {
    guard claims.jsonEdits else { return [] }
    var served = question(place, "body", .editJson, "the provider gets the picture of the body")
    served.ask.encoding = .json
    var bare = question(place, "body-without", .editRequired, "400, and nobody called")
    bare.ask.pictures = []
    bare.ask.encoding = .json
    let takesSeveral = (place.operation.images?.maximum ?? 1) >= 3
    return (takesSeveral ? [several(place, 3)] : []) + [
      served.served { seen in
        let isExact = seen.calls.flatMap(\.received).allSatisfy(\.isExact)
        return seen.receives(count: 1)
          + (isExact ? [] : [Mismatch(side: .upstream, why: "the picture came in other bytes")])
      },
      bare.refused(),
    ]
  }

  /// Some pictures in a body of JSON.
  func several(_ place: OfferInMode, _ count: Int) -> Case {
    let expectation = "\(count) pictures of the body, in their order"
    var several = question(place, "body-\(count)", .editJson, expectation)
    several.ask.pictures = Array(repeating: PictureWish(), count: count)
    several.ask.encoding = .json
    return several.served { $0.receives(count: count) }
  }

  /// A picture of 3:2 and one of 2:3, as each delivery rule follows them.
  private func following(_ place: OfferInMode) -> [Case] {
    let across = PixelSize(120, 80)
    let upright = PixelSize(80, 120)
    let expected = [across, upright].map { place.following($0) }
    let spellings: [(String, JSONObject)] = [("silent", [:]), ("auto", ["size": "auto"])]
    return zip([across, upright], expected).flatMap { size, pixels -> [Case] in
      // A provider that can't be told to follow its source is held to nothing.
      guard let pixels else { return [] }
      return spellings.map { name, fields in
        var question = Question(
          place,
          "follows-\(size)-\(name)",
          [.sizeEditDefault],
          fields,
          expectation: "\(pixels.width)x\(pixels.height), the shape of the picture"
        )
        question.id = "wire/size/\(place.steps)/follows-\(size.width)x\(size.height)-\(name)"
        question.ask.pictures = [PictureWish(size: size)]
        return question.served { await $0.delivers(width: pixels.width, height: pixels.height) }
      }
    }
  }
}

extension WireEditCases {
  /// Replicate takes 8 pictures for FLUX.2, fal 10: nine and ten are fal's.
  private func many(_ places: [OfferInMode]) -> [Case] {
    let edits = places.filter { $0.model.id == "flux.2-max" && $0.mode == .edit }
    guard let place = edits.first(where: { $0.offer.provider == "fal" }) else { return [] }
    return [8, 9, 10].map { count in
      var question = question(place, "\(count)", .editMaxImages, "\(count) pictures go in")
      question.ask.pictures = Array(repeating: PictureWish(), count: count)
      question = question.unforced.citing(.editMaxImages)
      return question.served { seen in
        let found = seen.receives(count: count)
        guard count > 8, let call = seen.calls.first else { return found }
        return found + call.goesElsewhere(than: place.operation.endpoint)
      }
    }
  }

  /// A model that can't edit says what it can.
  private func modes(_ places: [OfferInMode]) -> [Case] {
    let models = Dictionary(grouping: places, by: \.model.id)
    return models.keys.sorted().compactMap { models[$0]?.first }
      .filter { !$0.model.modes.contains(.edit) }
      .flatMap { place -> [Case] in
        var question = question(
          place,
          "edit",
          .editMode,
          "400 that says that the model cannot edit, or names its modes"
        )
        question.ask.path = "/images/edits"
        question.ask.pictures = [PictureWish()]
        question.ask.encoding = .form(pictures: "image")
        var free = question.unforced
        free.id = "wire/edit/\(place.model.id)/any/edit"
        return [question, free].map(WireEditCases.unable)
      }
  }

  /// The case whose model can't edit.
  static func unable(_ question: Question) -> Case {
    question.refused() { seen in
      let message = seen.answer?["error"]?["message"]
      guard !saysNoEdit(message?.stringValue ?? "") else { return [] }
      return seen.compares(message, with: "that it can't edit", at: "error", "message")
    }
  }

  /// Whether a message names the modes of a model that cannot edit, or says that it cannot.
  private static func saysNoEdit(_ message: String) -> Bool {
    let words = message.lowercased()
    if words.contains("text-to-image") { return true }
    let denies = ["not ", "n't ", "cannot", "no ", "only", "unsupported"].contains(
      where: words.contains
    )
    return denies && words.contains("edit")
  }
}

extension OfferInMode {
  /// The most pictures that may go in here.
  var mostInputs: Int { min(operation.images?.maximum ?? 1, max(1, model.maxInputImages)) }

  /// The pixels that come of a picture whose shape is kept, by the judge's own reckoning; nil where nobody says how.
  fileprivate func following(_ source: PixelSize) -> (width: Int, height: Int)? {
    let ratio = Double(source.width) / Double(source.height)
    switch operation.sourceDelivery {
    case nil: return nil
    case .exact: return (source.width, source.height)
    case .step(let step): return oracle.rules.stepped(ratio: ratio, base: 1024, step: step)
    case .fit(_, let step): return (source.width / step * step, source.height / step * step)
    case .table(let sizes):
      let listed = sizes.sorted { $0.key.text < $1.key.text }
      let index = oracle.rules.nearest(shape: ratio, among: listed.map(\.key.value))
      return index.map { (listed[$0].value.width, listed[$0].value.height) }
    }
  }
}

extension UpstreamCall {
  /// A mismatch where the client's mask did not come, or another picture in its place.
  fileprivate var lacksMask: [Mismatch] {
    mask?.index == nil
      ? [UpstreamCall.mask(why: mask.map { _ in "is no mask of the client's" })] : []
  }

  fileprivate static func mask(why: String?) -> Mismatch {
    Mismatch(
      side: .upstream,
      pointer: JSONPointer(["input", "mask"]),
      expected: "<mask>",
      why: why
    )
  }
}

extension Evidence {
  /// Mismatches where a call has not all of the client's pictures, in their order.
  func receives(count: Int) -> [Mismatch] {
    let expected = (0..<count).map { JSON.string("<image \($0 + 1)>") }
    guard !calls.isEmpty else { return calls(1) }
    return calls.compactMap { call in
      let names = call.received.map(\.name)
      guard names != expected else { return nil }
      return Mismatch(
        side: .upstream,
        pointer: JSONPointer(["pictures"]),
        actual: .array(names),
        expected: .array(expected)
      )
    }
  }
}

extension RequirementName {
  static let editBytes = RequirementName("edit.bytes")
  static let editFormats = RequirementName("edit.formats")
  static let editImageArray = RequirementName("edit.image-array")
  static let editJson = RequirementName("edit.json")
  static let editMask = RequirementName("edit.mask")
  static let editMaxImages = RequirementName("edit.max-images")
  static let editMode = RequirementName("edit.mode")
  static let editMultipart = RequirementName("edit.multipart")
  static let editRequired = RequirementName("edit.required")
}

extension Citation {
  static let brokenInput = Citation.ruling("broken-input")
  static let editMaxImages = Citation.ruling("edit-max-images")
  static let gifInput = Citation.ruling("gif-input")
  static let invalidImage = Citation.quotation("invalid-image")
  static let maskWithoutField = Citation.ruling("mask-without-field")
  static let repeatedImage = Citation.ruling("repeated-image")
}
