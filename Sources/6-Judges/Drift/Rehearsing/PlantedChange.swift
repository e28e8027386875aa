import CanonicalJSON
import Catalog
import HTTPMessages

/// A change that is planted in one place of a provider's answers, and the one rule that must tell of it.
struct PlantedChange: Sendable {
  typealias Edit = @Sendable (inout AlteredProvider.Reply) -> Void

  let rule: Rule
  let place: RehearsalPlace
  /// What is otherwise before and after.
  let before: Edit
  let after: Edit

  init(
    _ rule: Rule,
    _ place: RehearsalPlace,
    before: @escaping Edit = { _ in },
    after: @escaping Edit
  ) {
    self.rule = rule
    self.place = place
    self.before = before
    self.after = after
  }

  /// The same change, taken back.
  var back: PlantedChange {
    PlantedChange(rule.mirror, place, before: after, after: before)
  }

  /// Everything that can be planted, so that each rule is planted at least once.
  static let all: [PlantedChange] =
    ofDocuments + ofAnswers + ofPictures + ofRefusals + ofEndpoints

  /// A member of JSON answers that has one value before, and another one after.
  static func member(
    _ rule: Rule,
    _ place: RehearsalPlace,
    _ before: JSON?,
    _ after: JSON?
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
    strings.map { member($0.rule, .result, .string($0.before), .string($0.after)) } + [
      member(.responsePropertyAdded, .result, nil, 1),
      member(.responsePropertyRemoved, .result, 1, nil),
      member(.responseTypeChanged, .result, 1, true),
      member(.responseTypeWidened, .result, 1, 1.5),
      member(.responseStringToArray, .result, "a", ["a"]),
      member(.responseArrayToString, .result, ["a"], "a"),
      PlantedChange(.responseStatusChanged, .result) { $0.status = 203 },
      PlantedChange(.responseMediaTypeChanged, .result) { $0.fields[.contentType] = "text/json" },
      PlantedChange(.responseFieldAdded, .result) { $0.fields["X-Rehearsed"] = "1" },
      PlantedChange(.responseFieldAdded, .result) { $0.fields["X-Rehearsed"] = "1" }.back,
      PlantedChange(.priceRaised, .result, before: billing("1.0"), after: billing("2.0")),
      PlantedChange(.priceRaised, .result, before: billing("1.0"), after: billing("2.0")).back,
    ]

  /// Where a provider tells in a field of the head how much it bills.
  private static func billing(_ units: String) -> Edit {
    { reply in
      for name in ["x-fal-billable-units"] where reply.fields[HTTPFieldName(name)] != nil {
        reply.fields[HTTPFieldName(name)] = units
      }
    }
  }
}

extension PlantedChange {
  static let ofPictures: [PlantedChange] = [
    PlantedChange(.picturePixelsChanged, .picture) { reply in
      reply.bytes = RehearsalPicture.wider(than: reply.bytes)
    },
    PlantedChange(.pictureFormatChanged, .picture) { reply in
      reply.bytes = RehearsalPicture.otherFormat(than: reply.bytes)
    },
    PlantedChange(.pictureBytesChanged, .picture) { reply in
      reply.bytes = RehearsalPicture.noisier(than: reply.bytes)
    },
  ]

  static let ofEndpoints: [PlantedChange] = {
    let gone = PlantedChange(.endpointGone, .endpoint) { reply in
      reply.status = 404
      reply.json = ["detail": "Not Found"]
    }
    return [gone, gone.back]
  }()
}
