import CanonicalJSON
import Catalog
import Findings

/// One request to the gateway, and what it is about.
struct WireQuestion: Sendable {
  var id: String
  /// The first is the one that the case is for.
  var requirements: [String]
  /// The offer whose model is asked for; nil where no model is.
  var offer: OfferInMode?
  /// Who is forced to serve it; nil where the gateway chooses.
  var provider: String?
  var request: ClientRequest
  var expectation: String
  var source = "the rulings"
  var place: Place?
  var phase = Case.Phase.normal

  /// A request forced to one offer: JSON for a generation, a form with one picture for an edit.
  ///
  /// `image` among the fields says how many pictures go along instead.
  init(
    _ offer: OfferInMode,
    _ name: String,
    _ requirements: [String],
    _ fields: JSONObject,
    expectation: String,
    source: String = "the rulings"
  ) {
    let group = requirements[0].prefix { $0 != "." }
    id = "wire/\(group)/\(offer.steps)/\(name)"
    self.requirements = requirements.map(offer.requirement)
    self.offer = offer
    provider = offer.offer.provider
    request = offer.clientRequest(fields)
    self.expectation = expectation
    self.source = source
  }

  /// A request that is about no offer.
  init(
    id: String,
    _ requirements: [String],
    _ request: ClientRequest,
    expectation: String,
    source: String = "the rulings"
  ) {
    self.id = id
    self.requirements = requirements
    self.request = request
    self.expectation = expectation
    self.source = source
  }

  /// What the client sends as people write it, the case's mark aside.
  var shown: JSONObject {
    var shown = request.fields
    let names = request.pictures.indices.map { JSON.string("<image \($0 + 1)>") }
    if names.count == 1 { shown["image"] = names[0] }
    if names.count > 1 { shown["image"] = .array(names) }
    if request.mask != nil { shown["mask"] = "<mask>" }
    return shown
  }

  /// The same question of whichever offer the gateway chooses.
  var unforced: WireQuestion {
    var question = self
    question.provider = nil
    if let offer { question.request.fields["model"] = .string(offer.freeModel) }
    return question
  }
}

extension OfferInMode {
  /// The requirements that say of edits what others say of generations.
  private static let ofEdits = [
    "n.default": "edit.n", "n.emulated": "edit.n", "n.count": "edit.n",
    "format.default": "edit.n", "format.b64": "edit.n", "format.url": "edit.n",
    "format.never-upstream": "edit.n",
    "size.table": "edit.size", "size.spellings": "edit.size", "size.wxh-wins": "edit.size",
    "size.ratio-is-aspect": "edit.size", "size.independent": "edit.size",
    "size.nearest-ratio": "edit.size", "size.nearest-tier": "edit.size",
    "size.custom": "edit.size", "output.converted": "edit.format",
  ]

  /// Which requirement holds `requirement` in this mode.
  func requirement(_ requirement: String) -> String {
    mode == .edit ? OfferInMode.ofEdits[requirement] ?? requirement : requirement
  }

  /// A request of this mode, forced to this offer.
  func clientRequest(_ fields: JSONObject) -> ClientRequest {
    var sent: JSONObject = ["model": .string(forcedModel)]
    for member in fields.members where member.name != "image" { sent[member.name] = member.value }
    if sent["prompt"] == nil { sent["prompt"] = "a red cube on a white table" }
    guard mode == .edit else { return ClientRequest(path: "/images/generations", fields: sent) }
    let count = fields["image"]?.arrayValue?.count ?? 1
    return ClientRequest(
      path: "/images/edits",
      fields: sent,
      pictures: Array(repeating: PictureWish(), count: count),
      encoding: .form(pictures: "image")
    )
  }
}

extension WireQuestion {
  /// Has the provider draw a small picture, so that no time goes by with drawing.
  static let smallPicture: JSON = "a red cube [fault: wrong-size=160x120]"

  /// Has an edit come as JSON where a form can't say it; false where the gateway takes forms alone.
  mutating func fits(_ claims: GatewayUnderTest.Claims) -> Bool {
    guard case .form = request.encoding, !isText else { return true }
    request.encoding = .json
    return claims.jsonEdits
  }

  /// Whether a form can say all of the request: neither null nor, where the type matters, anything but text.
  private var isText: Bool {
    request.fields.members.allSatisfy { member in
      switch member.value {
      case .string: true
      case .number: member.name != "size" && member.name != "resolution"
      case .object(let object):
        !object.isEmpty && object.members.allSatisfy { $0.value.stringValue != nil }
      case .bool: !["size", "aspect_ratio", "resolution", "n"].contains(member.name)
      case .null, .array: false
      }
    }
  }
}
