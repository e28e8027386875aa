package import Contract
import CanonicalJSON
import Catalog
import HTTPMessages

/// The request that a gateway is asked in a case, and the requirements, offer and grounds that it is about.
package struct Question: Sendable {
  package var id: String
  /// The first is the one that the case is for.
  package var requirements: [RequirementName]
  /// The offer whose model is asked for; nil where no single one is.
  var subject: OfferInMode?
  /// The model that it is about; nil where it is about none.
  package var model: String?
  /// The provider that is forced to serve it; nil where the gateway chooses.
  package var provider: String?
  /// What is sent: the case's own, unless one that was pasted is put in its place whatever the case makes of its own.
  package var ask: Ask {
    get { pasted.map { $0.carrying(own.extra) } ?? own }
    set { own = newValue }
  }
  private var own: Ask
  private var pasted: Ask?
  package var expectation: String
  /// The sources that its author names, where it was written by hand.
  package var source: String?
  /// The citations that its requirements stand on here, where those are other ones than elsewhere.
  package internal(set) var citations: [RequirementName: Citation] = [:]
  /// The quotations that its requirements stand on as well, by their ids.
  package internal(set) var besides: [RequirementName: String] = [:]
  /// Other answers to its ruling than ours, each with the check that tells it.
  var otherAnswers: [String: Answer] = [:]
  /// Where the expectation stands, if people wrote it.
  package var place: Place?
  /// Whether its picture is looked at; one that is not is drawn small over the wire, so that no time goes by.
  var looksAtPicture = true
  /// The least depth of a run that asks it.
  var depth = Case.Depth.normal
  /// When in a run it has its turn.
  package var phase = Case.Phase.normal

  /// A question about no offer.
  package init(
    id: String,
    _ requirements: [RequirementName],
    _ ask: Ask,
    expectation: String
  ) {
    self.id = id
    self.requirements = requirements
    own = ask
    self.expectation = expectation
  }

  /// A request forced to one offer.
  ///
  /// `image` among the fields says how many pictures go along with an edit instead of one.
  init(
    _ subject: OfferInMode,
    id: String,
    _ requirements: [RequirementName],
    _ fields: JSONObject,
    expectation: String
  ) {
    self.init(
      id: id,
      requirements,
      subject.ask(fields),
      expectation: expectation
    )
    pasted = subject.asked
    guard subject.isKnown else { return }
    self.subject = subject
    model = subject.model.id
    provider = subject.offer.provider
  }

  /// A request over the wire, forced to one offer, its id made of what it is about.
  init(
    _ subject: OfferInMode,
    _ name: String,
    _ requirements: [RequirementName],
    _ fields: JSONObject,
    expectation: String
  ) {
    let group = requirements[0].id.prefix { $0 != "." }
    self.init(
      subject,
      id: "wire/\(group)/\(subject.steps)/\(name)",
      requirements,
      fields,
      expectation: expectation
    )
  }

  /// The same question of whichever offer the gateway chooses.
  var unforced: Question {
    var question = self
    question.provider = nil
    if let subject { question.ask.fields["model"] = .string(subject.freeModel) }
    return question
  }
}

extension OfferInMode {
  /// A request of this mode, forced to this offer.
  ///
  /// Seeds are said only where the page lists them: elsewhere they are unknown fields, which some providers refuse.
  func ask(_ fields: JSONObject) -> Ask {
    var fields = fields
    if model.parameter("seed") == nil, refusesUnknown { fields["seed"] = nil }
    return Ask(of: forcedModel, mode, fields)
  }
}

extension Ask {
  /// The same ask with further fields beside its own.
  fileprivate func carrying(_ fields: HTTPFields) -> Ask {
    var ask = self
    for field in fields.all { ask.extra[field.name] = field.value }
    return ask
  }

  /// A request for a picture, with what none can do without: JSON for a generation, a form for an edit.
  ///
  /// `image` among the fields says how many pictures go along with an edit instead of one.
  init(of model: String, _ mode: Mode, _ fields: JSONObject) {
    var sent: JSONObject = ["model": .string(model)]
    for member in fields.members where member.name != "image" { sent[member.name] = member.value }
    if sent["prompt"] == nil { sent["prompt"] = .string(Ask.plainPrompt) }
    self.init(path: mode == .edit ? "/images/edits" : "/images/generations", fields: sent)
    guard mode == .edit else { return }
    let count = fields["image"]?.arrayValue?.count ?? 1
    pictures = Array(repeating: PictureWish(), count: count)
    encoding = .form(pictures: "image")
  }

  /// The prompt of requests that say none.
  static let plainPrompt = "a red cube on a white table"

  /// A prompt that has the provider draw a small picture.
  static let smallPicture: JSON = "a red cube [fault: wrong-size=160x120]"

  /// Has an edit come as JSON where a form can't say it; false where the gateway takes forms alone.
  mutating func fits(_ claims: GatewayProfile.Claims) -> Bool {
    guard case .form = encoding, !isText else { return true }
    encoding = .json
    return claims.jsonEdits
  }

  /// Whether a form can say all of the request: neither null nor, where the type matters, anything but text.
  private var isText: Bool {
    fields.members.allSatisfy { member in
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
