import CanonicalJSON
import Catalog
import Contract
import HTTPMessages

/// What the contract says of one ask, as cases that `check` could ask.
package struct AskedCaseList: Sendable {
  package var cases: [Case] = []
  /// Whether it must be refused; nil where no catalog describes the model, so that nobody can say.
  package var isRefused: Bool?
  /// The offers that may serve it.
  package var offers: [String] = []
}

extension CaseSources {
  /// The cases that judge an ask at a gateway with this profile; none of what is no request for pictures.
  package func cases(of ask: Ask, _ profile: GatewayProfile?) -> AskedCaseList {
    guard let mode = ask.mode, ask.isWhole else { return AskedCaseList() }
    let claims = profile?.claims ?? .all
    var list = AskedCaseList()
    if case .raw(_, let type) = ask.encoding {
      list = AskedCaseList(cases: [unreadable(ask, type)], isRefused: true)
    } else if ask.fields["model"].unlessNull == nil {
      let refusal = WireRefusalCases.Refusal("asked", .modelRequired, [:], citation: .modelField)
      let place = try? OfferInMode.unknown(mode)?.asking(ask)
      let item = place.flatMap { WireRefusalCases().refused($0, refusal) }
      list = AskedCaseList(cases: [item].compactMap(\.self), isRefused: true)
    } else {
      let meant = places(meantBy: ask, profile)
      list =
        meant.here.isEmpty
        ? elsewhere(ask, mode, claims, meant.elsewhere)
        : self.list(of: ask, claims, meant.here)
    }
    let held = list.cases.enumerated().map { index, item in
      item.heldTo(requirements).asked(number: index + 1, alone: !ask.carriesMark)
    }
    list.cases = profile?.narrowed(Suite(held), requirements).cases ?? held
    return list
  }

  private func list(
    of ask: Ask,
    _ claims: GatewayProfile.Claims,
    _ places: [OfferInMode]
  ) -> AskedCaseList {
    let made = places.map { place in
      (place, AskedCases(ask, at: place, claims, expected).all())
    }
    // An offer that can't is passed over, as long as another can.
    let serving = made.filter { !$0.1.isRefused }
    let chosen = serving.isEmpty ? made : serving
    let isFree = places.count > 1
    let rows = isFree && !serving.isEmpty ? self.rows(ask, claims, places) : []
    return AskedCaseList(
      cases: chosen.flatMap { $0.1.cases.map { isFree ? $0.heldWhereChosen : $0 } } + rows,
      isRefused: serving.isEmpty,
      offers: chosen.map(\.0.offer.key)
    )
  }

  /// A published row that no offer is forced to, where it is all that is asked for.
  private func rows(
    _ ask: Ask,
    _ claims: GatewayProfile.Claims,
    _ places: [OfferInMode]
  ) -> [Case] {
    let own = JSONObject(ask.fields.members.filter { !["model", "prompt"].contains($0.name) })
    let lines = expected.filter { line in
      let fields = line.request.members.filter { $0.name != AskedCases.pictures }
      return JSON.object(JSONObject(fields)).isSameValue(as: .object(own))
    }
    return UnforcedRowCases(
      testimony: .wire(claims),
      places: places.map { $0.asking(ask) },
      declared: catalog.furtherProviders
    ).all(lines)
  }

  /// The cases of a model that is not made so here: one that can't, or one that nobody describes.
  private func elsewhere(
    _ ask: Ask,
    _ mode: Mode,
    _ claims: GatewayProfile.Claims,
    _ others: [OfferInMode]
  ) -> AskedCaseList {
    if mode == .edit, let place = others.first, !place.model.modes.contains(.edit) {
      let question = Question(
        place.asking(ask),
        "asked",
        [.editMode],
        [:],
        expectation: "400 that says that the model cannot edit, or names its modes"
      )
      return AskedCaseList(
        cases: [WireEditCases.unable(question)],
        isRefused: true,
        offers: [place.offer.key]
      )
    }
    guard let place = try? OfferInMode.unknown(mode) else { return AskedCaseList() }
    let made = AskedCases(ask, at: place, claims, []).all()
    return AskedCaseList(cases: made.cases, isRefused: made.isRefused ? true : nil)
  }

  /// A body that is no request at all.
  private func unreadable(_ ask: Ask, _ type: String?) -> Case {
    let kind = type ?? "application/json"
    let isKnown = ["application/json", "multipart/form-data"].contains { kind.hasPrefix($0) }
    let question = Question(
      id: "wire/body/asked",
      [isKnown ? .bodyMalformed : .httpRefusals],
      ask,
      expectation: "\(isKnown ? 400 : 415), and nobody called"
    )
    return isKnown ? question.refused() : question.citing(.wrongType).refused(status: 415)
  }

  /// The offers that an ask's model may be made by, in its mode and in others.
  private func places(
    meantBy ask: Ask,
    _ profile: GatewayProfile?
  ) -> (here: [OfferInMode], elsewhere: [OfferInMode]) {
    let name = ask.fields["model"]?.stringValue ?? ""
    let meant = places(profile).filter { $0.isMeant(by: name) }
    return (meant.filter { $0.mode == ask.mode }, meant.filter { $0.mode != ask.mode })
  }
}

extension OfferInMode {
  /// Whether a client means it by this name: with its provider before it or without, or by another name of the model.
  fileprivate func isMeant(by name: String) -> Bool {
    if isNamed { return name == forcedModel }
    let names = [model.id] + model.aliases
    return names.contains(name) || names.contains { "\(offer.provider)/\($0)" == name }
  }
}

extension Ask {
  /// Whether it asks for pictures as anybody does who has a key, and no provider is told to fail in its course.
  fileprivate var isWhole: Bool {
    method == .post && scheme != nil && !path.contains("?")
      && fields["prompt"]?.stringValue?.contains("[fault: ") != true
  }
}

extension Case {
  /// The same case under a name of its own.
  fileprivate func asked(number: Int, alone isAlone: Bool) -> Case {
    var question = question
    let place = [provider, model].compactMap(\.self) + [question.requirements[0].id]
    question.id = "wire/asked/\(place.joined(separator: "/"))/\(number)"
    if isAlone { question.phase = .alone }
    return Case(question, judge: judge)
  }

  /// The same case, which has nothing to say where the gateway chose another offer.
  fileprivate var heldWhereChosen: Case {
    judged { session, judge in
      let found = await judge(session)
      let isElsewhere = found.contains { judgement in
        guard case .unmet = judgement.outcome else { return false }
        return [.routeOffer, .routePrefix].contains(judgement.requirement)
      }
      guard isElsewhere else { return found }
      return found.map { Judgement($0.requirement, .skipped(why: "another offer was chosen")) }
    }
  }
}
