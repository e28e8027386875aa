import CanonicalJSON
import Catalog
import Findings
import Goldens

/// Published rows without a provider's name: whoever is asked can give them, and gives them.
struct WireRowCases {
  let cases: WireCases
  let places: [OfferInMode]

  func all(_ lines: [ExpectedLine]) -> [Case] {
    UnforcedRow.all(lines, at: places).map(item)
  }

  private func item(_ row: UnforcedRow) -> Case {
    var question = WireQuestion(
      row.takers[0].place,
      "",
      ["size.table"],
      row.request,
      expectation: row.expectation,
      source: row.source
    ).unforced
    question.id = "wire/sizes/\(row.steps)"
    return cases.served(question) { seen in
      guard let call = seen.calls.first else { return seen.calls(1) }
      guard
        let taker = row.takers.first(where: {
          call.goesElsewhere(than: $0.place.operation.endpoint).isEmpty
        })
      else { return row.takers.flatMap { call.goesElsewhere(than: $0.place.operation.endpoint) } }
      let found = call.differs(
        from: taker.line.input,
        without: taker.line.absent,
        at: taker.place
      )
      guard found.isEmpty, case .pixels(let pixels) = taker.line.delivers else { return found }
      return await seen.delivers(width: pixels.width, height: pixels.height)
    }
  }
}
