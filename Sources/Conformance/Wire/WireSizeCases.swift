import CanonicalJSON
import Catalog
import Exchanges
import Findings

/// Sizes off the lists, and every spelling of those on them: what reaches the provider, by the judge's own oracle.
struct WireSizeCases {
  let claims: GatewayProfile.Claims

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in
      SizeCases.requests(place).compactMap { sized(place, $0) }
        + place.model.sizes.rows.map { spelt(place, $0) }
    }
  }

  /// Nil where only JSON can say it and the gateway takes edits as forms alone.
  private func sized(_ place: OfferInMode, _ request: SizeCases.Request) -> Case? {
    var question = Question(
      place,
      "",
      [request.requirement],
      request.fields,
      expectation: "what the judge's own arithmetic says",
      source: "ruling on sizes, by the judge's own arithmetic"
    )
    question.id = "wire/sizing/\(place.steps)/\(request.name)"
    guard question.ask.fits(claims) else { return nil }
    let oracle = place.oracle
    guard case .fields(let fields, _) = oracle.answer(to: request.fields) else {
      return question.refused() { seen in
        guard request.requirement == "size.malformed" else { return [] }
        return seen.errs("INVALID_REQUEST") + seen.unnamedForms(of: request.fields.names)
      }
    }
    question.ask.fields["prompt"] = Ask.smallPicture
    let others = place.operation.sizing.fields.filter { fields[$0] == nil } + ["size"]
    return question.served { seen in
      guard let call = seen.calls.first else { return seen.calls(1) }
      return call.differs(from: fields, without: others, at: place)
    }
  }

  /// Every spelling of a row gives the same input.
  private func spelt(_ place: OfferInMode, _ row: SizeTable.Row) -> Case {
    let spellings = SpellingCases.spellings(row)
    var question = Question(
      place,
      "",
      ["size.spellings"],
      spellings[0],
      expectation: "the same input for every spelling of \(row.pixels)",
      source: "the published table; ruling on sizes, size.spellings"
    )
    question.id = "wire/spellings/\(place.steps)/\(row.ratio.text.replacing(":", with: "x"))"
    let requirement = question.requirements[0]
    return question.asking { witness, token in
      var first: JSON?
      for fields in spellings {
        var fields = fields
        fields["prompt"] = Ask.smallPicture
        let request = place.ask(fields)
        let known = witness.journal.exchanges(of: token).count
        let seen = try await witness.testimony(to: request, for: token)
        let calls = seen.calls.filter { call in
          !seen.exchanges.prefix(known).contains { $0.number == call.exchange.number }
        }
        guard seen.refusal.isEmpty, let call = calls.first else {
          return [Judgement(requirement, seen.refusal + (calls.isEmpty ? seen.calls(1) : []))]
        }
        let input = call.sizes(at: place)
        let found = JSON.object(input).differences(from: first ?? .object(input))
        first = first ?? .object(input)
        guard found.isEmpty || call.isEquivalent(to: first?.objectValue ?? [:], at: place) else {
          let why = "asked as \(JSON.object(fields).text())"
          let mismatch = Mismatch(
            side: .upstream,
            pointer: JSONPointer(["input"]),
            actual: .object(input),
            expected: first,
            why: why
          )
          return [Judgement(requirement, [mismatch])]
        }
      }
      return [Judgement(requirement, .met)]
    }
  }
}

extension Evidence {
  /// A mismatch where a refusal names no way to write any of these fields.
  fileprivate func unnamedForms(of names: [String]) -> [Mismatch] {
    let message = answer?["error"]?["message"]?.stringValue ?? ""
    let isHelpful = names.contains { name in
      SizeCases.forms[name]?.allSatisfy(message.contains) ?? false
    }
    return isHelpful
      ? []
      : compares(
        .string(message),
        with: "a message that names the accepted forms",
        at: "error",
        "message"
      )
  }
}

extension UpstreamCall {
  /// The members of the input that say a size.
  func sizes(at place: OfferInMode) -> JSONObject {
    let names = place.operation.sizing.fields
    return JSONObject((input.objectValue?.members ?? []).filter { names.contains($0.name) })
  }

  /// Whether the provider delivers just the pixels that it would for other members.
  ///
  /// Edits here are of a picture of 120x80.
  func isEquivalent(to members: JSONObject, at place: OfferInMode) -> Bool {
    let source = place.mode == .edit ? PixelSize(120, 80) : nil
    guard let input = input.objectValue,
      let own = place.operation.delivers(input: input, source: source)
    else { return false }
    return own == place.operation.delivers(input: members, source: source)
  }

  /// Where the input says another size than `members` do, with any of `others` beside them.
  ///
  /// Another spelling of the same pixels is no other size.
  func differs(
    from members: JSONObject,
    without others: [String],
    at place: OfferInMode
  ) -> [Mismatch] {
    let found = goesElsewhere(than: place.operation.endpoint) + lacks(members) + holds(others)
    let names = place.operation.sizing.fields
    let isAboutSizes = found.allSatisfy { mismatch in
      let tokens = mismatch.pointer?.tokens ?? []
      return tokens.count > 1 && names.contains(tokens[1])
    }
    return isAboutSizes && isEquivalent(to: members, at: place) ? [] : found
  }
}
