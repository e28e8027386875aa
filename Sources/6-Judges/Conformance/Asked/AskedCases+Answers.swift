import CanonicalJSON
import Catalog
import Contract
import Images

extension AskedCases {
  /// What the plainest ask stands on: its endpoint, or the way that its pictures come.
  func bases() -> [Aspect?] {
    let offer =
      place.isKnown
      ? alias.map { WireModelCases().forced(place, $0) }
        ?? WireAnswerCases().offer(place) : nil
    guard place.mode == .edit, place.isKnown, said["image"] == nil else {
      return [Aspect(offer, isBase: true)]
    }
    let cases = WireEditCases(claims: claims)
    let count = ask.pictures.count
    let isPlain = count == 1 && ask.formField == "image"
    let came =
      switch ask.formField {
      case "image"? where count == 1: cases.multipart(place)
      case let field?: cases.received(place, "asked", count, as: field)
      case nil: cases.several(place, count)
      }
    return [
      Aspect(isPlain ? [] : [AskedCases.pictures], came, isBase: isPlain),
      Aspect([], offer, isBase: !isPlain),
      Aspect(cases.exact(place, "asked", ask.pictures).unless("pictures")),
      ask.mask.flatMap { _ in Aspect([AskedCases.mask], cases.mask(place)) },
    ]
  }

  /// The model's other name, where it is called by that.
  private var alias: String? {
    place.model.aliases.first { alias in
      ask.fields["model"]?.stringValue.map { $0 == alias || $0.hasSuffix("/\(alias)") } ?? false
    }
  }

  private var count: Int { said["n"].unlessNull?.intValue ?? 1 }

  /// How many pictures, in which calls, with which seeds; and what goes along although nobody said it.
  func counts() -> [Aspect?] {
    let cases = CountCases(testimony: testimony)
    guard place.isKnown else {
      return [streams ? nil : Aspect(["n"], cases.count(place, count))]
    }
    let saysBatch = place.operation.batch.map { said[$0.field] != nil } ?? false
    guard !saysBatch else { return [] }
    let seed = said["seed"]?.intValue
    return [
      streams
        ? nil : Aspect(["n"], said["n"] == nil ? cases.none(place) : cases.count(place, count)),
      said["n"] == nil ? nil : Aspect(["n"], cases.batched(place, count)),
      count > 1 ? seed.flatMap { Aspect(["n"], cases.seeds(place, from: $0, of: count)) } : nil,
      count > 1 && !streams
        ? seed.flatMap { Aspect(WireCountCases().order(place, of: count, from: $0)) } : nil,
      Aspect(cases.nothingElse(place, beside: place.askedFields.sorted())),
      Aspect(cases.consumed(place)),
    ]
  }

  /// What comes back: its form, its pictures, what it says of itself, what it cost.
  func answers() -> [Aspect?] {
    let formats = WireFormatCases()
    let form = said["response_format"].unlessNull?.stringValue
    let kind = formats.kind(
      place,
      "asked-form",
      form == nil ? .formatDefault : .formatExclusive,
      form.map { ["response_format": .string($0)] } ?? [:],
      form ?? "url"
    )
    return [
      Aspect(form == nil || isSame ? [] : ["response_format"], kind),
      Aspect(formats.shape(place, of: count).unless("data", "length")),
      Aspect(formats.types(place)),
      form == nil ? nil : Aspect(formats.upstream(place)),
      form == "b64_json" ? nil : Aspect(formats.fetchable(place)),
      Aspect(WireAnswerCases().keptSecret(place)),
      Aspect(WireKeyCases(claims: claims).upstream(place)),
      Aspect(WireMoneyCases(claims: claims).served(place, count)),
    ] + (place.isKnown ? known() : []) + formatted(form: form)
  }

  /// Whether the client gets the provider's own bytes as text.
  private var isSame: Bool {
    place.isKnown && said["response_format"] == "b64_json" && count == 1
      && said["output_format"].unlessNull == nil && said["output_compression"].unlessNull == nil
  }

  /// What can be told only of an offer that a catalog describes.
  private func known() -> [Aspect?] {
    let answers = WireAnswerCases()
    return [
      Aspect(answers.headers(place)), Aspect(answers.standardID(place)),
      Aspect(answers.body(place)), Aspect(answers.prompt(place)),
      isSame ? Aspect(["response_format"], WireFormatCases().identical(place)) : nil,
      Aspect(WireFormatCases().reported(place, "asked-size", [:]).unless("data")),
      Aspect(WireCostCases().delivered(place)),
    ]
  }

  /// The format that was asked; of several pictures nobody can say which call made which.
  private func formatted(form: String?) -> [Aspect?] {
    guard let format = said["output_format"]?.stringValue.flatMap({ ImageFormat(rawValue: $0) }),
      count == 1
    else { return [] }
    let cases = WireOutputCases()
    let isURL = form != "b64_json"
    let labelled = isURL ? Aspect(cases.labelled(place, format)) : nil
    guard said["output_compression"].unlessNull == nil else {
      return [labelled, format == .png ? Aspect(cases.lossless(place)) : nil]
    }
    return [labelled, Aspect(["output_format"], cases.converted(place, format))]
  }

  /// One event, instead of all that.
  func streamed() -> [Aspect?] {
    guard place.isKnown else { return [] }
    let more: JSONObject = said["partial_images"].map { ["partial_images": $0] } ?? [:]
    let cases = WireStreamCases(claims: claims)
    return [Aspect(["stream", "partial_images"], cases.completed(place, "asked-stream", more))]
  }
}

extension Ask {
  /// What a form calls its pictures; nil where it is none.
  fileprivate var formField: String? {
    if case .form(let field) = encoding { return field }
    return nil
  }
}
