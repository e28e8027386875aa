import CanonicalJSON
import Catalog
import HTTPMessages

/// A change that is planted in one place of a provider's answers, and the one rule that must tell of it.
struct PlantedChange: Sendable {
  typealias Edit = @Sendable (inout AlteredProvider.Reply) -> Void
  /// An edit whose place the provider's data names.
  typealias EditByData = @Sendable (inout AlteredProvider.Reply, Provider) -> Void

  let rule: Rule
  let place: RehearsalPlace
  /// What is otherwise before and after.
  let before: EditByData
  let after: EditByData

  private init(
    rule: Rule,
    place: RehearsalPlace,
    before: @escaping EditByData,
    after: @escaping EditByData
  ) {
    self.rule = rule
    self.place = place
    self.before = before
    self.after = after
  }

  init(
    _ rule: Rule,
    _ place: RehearsalPlace,
    before: @escaping Edit = { _ in },
    after: @escaping Edit
  ) {
    self.init(
      rule: rule,
      place: place,
      before: { reply, _ in before(&reply) },
      after: { reply, _ in after(&reply) }
    )
  }

  /// The same change, taken back.
  var back: PlantedChange {
    PlantedChange(rule: rule.mirror, place: place, before: after, after: before)
  }

  /// Everything that can be planted, so that each rule is planted at least once.
  static let all: [PlantedChange] =
    ofDocuments + ofAnswers + ofPictures + ofRefusals + ofEndpoints

  /// A member of JSON answers that has one value before, and another one after.
  static func member(
    _ rule: Rule,
    _ place: RehearsalPlace,
    before: JSON?,
    after: JSON?
  ) -> PlantedChange {
    func setting(_ value: JSON?) -> Edit {
      { reply in
        guard let json = reply.json, json.objectValue != nil else { return }
        reply.json = json.setting(JSONPointer(["rehearsed"]), value)
      }
    }
    return PlantedChange(rule, place, before: setting(before), after: setting(after))
  }
}

extension PlantedChange {
  /// Another host, another path, another kind of text: what strings of answers show.
  private static let strings: [(rule: Rule, before: String, after: String)] = [
    (
      .responseStringKindChanged, "0198f3c2-aaaa-7bbb-8ccc-000000000001",
      "a text of several words"
    ),
    (.responseEnumValueAdded, "calm", "stormy"),
    (.mediaHostChanged, "https://a.example.com/x/1.png", "https://b.example.org/x/1.png"),
    (.responsePathChanged, "https://a.example.com/x/1.png", "https://a.example.com/y/z/1.png"),
  ]

  static let ofAnswers: [PlantedChange] =
    strings.map { member($0.rule, .result, before: .string($0.before), after: .string($0.after)) }
    + [
      member(.responsePropertyAdded, .result, before: nil, after: 1),
      member(.responsePropertyRemoved, .result, before: 1, after: nil),
      member(.responseTypeChanged, .result, before: 1, after: true),
      member(.responseTypeWidened, .result, before: 1, after: 1.5),
      member(.responseStringToArray, .result, before: "a", after: ["a"]),
      member(.responseArrayToString, .result, before: ["a"], after: "a"),
      PlantedChange(.responseStatusChanged, .result) { $0.status = 203 },
      PlantedChange(.responseMediaTypeChanged, .result) { $0.fields[.contentType] = "text/json" },
      PlantedChange(.responseFieldAdded, .result) { $0.fields["X-Rehearsed"] = "1" },
      PlantedChange(.responseFieldAdded, .result) { $0.fields["X-Rehearsed"] = "1" }.back,
      raised, raised.back,
    ]

  private static let raised = PlantedChange(
    rule: .priceRaised,
    place: .result,
    before: billing(1),
    after: billing(2)
  )

  /// Where a provider's data says how much it bills: in a field of the head, or in the body.
  private static func billing(_ units: Int) -> EditByData {
    { reply, provider in
      if let field = provider.head[.cost].map({ HTTPFieldName($0) }), reply.fields[field] != nil {
        reply.fields[field] = "\(units)"
      }
      for pointer in provider.pointers[.cost] ?? [] where reply.json?[pointer] != nil {
        reply.json = reply.json?.setting(pointer, .integer(units))
      }
    }
  }
}

extension PlantedChange {
  static let ofPictures = [
    picture(.picturePixelsChanged, after: RehearsalPicture.wider),
    picture(.pictureFormatChanged, after: RehearsalPicture.otherFormat),
    picture(
      .pictureModeChanged,
      before: RehearsalPicture.opaque,
      after: RehearsalPicture.transparent
    ),
    picture(
      .pictureMetadataChanged,
      before: RehearsalPicture.bare,
      after: RehearsalPicture.commented
    ),
    picture(.pictureBytesChanged, after: RehearsalPicture.noisier),
  ]

  private static func picture(
    _ rule: Rule,
    before: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 },
    after: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) -> PlantedChange {
    PlantedChange(
      rule: rule,
      place: .picture,
      before: { reply, provider in reply.redraw(of: provider, before) },
      after: { reply, provider in reply.redraw(of: provider, after) }
    )
  }

  static let ofEndpoints: [PlantedChange] = {
    let gone = PlantedChange(.endpointGone, .endpoint) { reply in
      reply.status = 404
      reply.json = ["detail": "Not Found"]
    }
    return [gone, gone.back]
  }()
}
