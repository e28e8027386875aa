import CanonicalJSON
import Catalog
import Contract

/// The cases that judge one ask at one offer: for each thing that it says, the one of the suite that is about such things.
///
/// They are made by those who make the suite's, so that no rule stands here a second time; only the ask is another.
struct AskedCases {
  let ask: Ask
  /// The offer, which is asked nothing else.
  let place: OfferInMode
  let claims: GatewayProfile.Claims
  /// What people wrote down of this offer.
  let lines: [ExpectedLine]
  /// The members as a gateway must read them: in a form, numbers are texts.
  let said: JSONObject

  init(
    _ ask: Ask,
    at place: OfferInMode,
    _ claims: GatewayProfile.Claims,
    _ lines: [ExpectedLine]
  ) {
    self.ask = ask
    self.place = place.asking(ask)
    self.claims = claims
    self.lines = lines.filter {
      $0.offer == place.offer.key && $0.mode == place.mode.rawValue
    }
    said = ask.read(by: place)
  }

  var testimony: Testimony { .wire(claims) }

  /// Where the contract has it refused, the cases that say why; else those of all that it says.
  func all() -> (cases: [Case], isRefused: Bool) {
    let refusals = refusals()
    guard refusals.isEmpty else { return (refusals, true) }
    return (aspects().map(blamed), false)
  }

  /// Something that an ask says, and the case that is about it.
  struct Aspect {
    /// The members that say it; none where it follows from whatever is asked.
    var names: Set<String>
    var item: Case
    /// Whether it is about the plainest ask, so that it is to blame where that is not served.
    var isBase = false

    init?(_ names: Set<String>, _ item: Case?, isBase: Bool = false) {
      guard let item else { return nil }
      self.names = names
      self.item = item
      self.isBase = isBase
    }

    init?(_ item: Case?, isBase: Bool = false) { self.init([], item, isBase: isBase) }
  }

  /// Stands for the pictures among names, whatever they are called.
  static let pictures = "image"
  static let mask = "mask"

  var streams: Bool { said["stream"] == true }

  private func aspects() -> [Aspect] {
    let all = bases() + sizes() + members() + counts() + (streams ? streamed() : answers())
    return all.compactMap(\.self)
  }
}

extension Ask {
  /// Its members as a gateway must read them at an offer.
  fileprivate func read(by place: OfferInMode) -> JSONObject {
    guard isForm else { return fields }
    let own = Dictionary(RefusalCases.own.map { ($0.name, $0.kind) }) { first, _ in first }
    return JSONObject(
      fields.members.map { member in
        let kind = place.model.parameter(member.name)?.kind ?? own[member.name]
        let texts = Ask.texts(of: member.value, as: member.name)
        guard texts.count == 1, texts[0].name == member.name else { return member }
        let text = texts[0].text
        let value = Ask.typed(text, as: member.name == "n" ? .integer : kind)
        return JSONObject.Member(name: member.name, value: value ?? .string(text))
      }
    )
  }

  private static func typed(_ text: String, as kind: Parameter.Kind?) -> JSON? {
    switch kind {
    case .integer, .number: JSONNumber(text).map { .number($0) }
    case .boolean: ["true": true, "false": false][text]
    case .string, .file, nil: nil
    }
  }
}

extension OfferInMode {
  /// The fields that an ask may well lead to here, beside those that say sizes and take pictures.
  var askedFields: Set<String> {
    guard let asked else { return [] }
    let isFormatted = ["output_format", "output_compression"].contains { asked.fields[$0] != nil }
    let own = asked.fields.names + ["mask"] + (isFormatted ? [operation.formatField] : [])
    return Set(own + asked.fields.names.compactMap { operation.renames[$0] })
      .union(operation.batch.map { [$0.field] } ?? [])
  }
}
