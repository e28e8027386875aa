import CanonicalJSON
import Catalog
import Findings
import Goldens

/// Published rows without a provider's name: whoever is asked can give them, and gives them.
struct WireRowCases {
  let places: [OfferInMode]

  func all(_ lines: [ExpectedLine]) -> [Case] {
    UnforcedRow.all(lines, at: places).map(item)
  }

  private func item(_ row: UnforcedRow) -> Case {
    var question = Question(
      row.takers[0].place,
      "",
      ["size.table"],
      row.request,
      expectation: row.expectation,
      source: row.source
    ).unforced
    question.id = "wire/sizes/\(row.steps)"
    let requirement = question.requirements[0]
    question.requirements.append("size.delivered")
    return question.judged { seen in
      guard seen.refusal.isEmpty, let call = seen.calls.first else {
        return [Judgement(requirement, seen.refusal + seen.calls(1))]
      }
      let taker = row.takers.first {
        call.goesElsewhere(than: $0.place.operation.endpoint).isEmpty
      }
      guard let taker else {
        let found = row.takers.flatMap { call.goesElsewhere(than: $0.place.operation.endpoint) }
        return [Judgement(requirement, found)]
      }
      let found = call.differs(
        from: taker.line.input,
        without: taker.line.absent,
        at: taker.place
      )
      return [Judgement(requirement, found)]
        + (found.isEmpty ? await seen.delivery(taker.line) : [])
    }
  }
}
