package import Contract
package import Catalog

/// Every case there is, in a fixed order, each id once.
package struct Suite: Sendable {
  package let cases: [Case]

  package init(_ cases: [Case]) {
    // Ids are sorted, not cases: a case is large to move.
    let ids = cases.map(\.id)
    self.cases = ids.indices.sorted { ids[$0] < ids[$1] }.map { cases[$0] }
  }

  /// The cases with those that ask for edits held to what the contract says of edits.
  init(_ cases: [Case], heldTo requirements: RequirementList) {
    self.init(cases.map { $0.heldTo(requirements) })
  }

  /// The cases that judge plans: hand-written lines, and what the oracle and the tables say.
  package static func plans(
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    published: [PublishedModel],
    requirements: RequirementList,
    in scope: SuiteScope = .everything
  ) -> Suite {
    let places = OfferInMode.all(in: catalog)
    let laws = CaseSection(["law"]) { _ in LawCases(catalog: catalog).all(published) }
    let sections = [laws] + shared(.plans, catalog: catalog, expected: expected, places)
    return Suite(sections.flatMap { $0.cases(in: scope) }, heldTo: requirements)
  }

  /// The cases that are said once and judged by both witnesses.
  static func shared(
    _ testimony: Testimony,
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    _ places: [OfferInMode]
  ) -> [CaseSection] {
    let declared = catalog.furtherProviders
    let steps = testimony.steps
    /// Cases about one place each, whose model's name follows the group.
    func section(_ group: String, make: @escaping ([OfferInMode]) -> [Case]) -> CaseSection {
      CaseSection([group], after: steps) { make($0.places(of: places, after: steps + [group])) }
    }
    return [
      CaseSection(ExpectedCases.groups(of: expected), after: steps) { scope in
        ExpectedCases(testimony: testimony, places: places)
          .all(expected.filter { scope.mayHold($0, before: steps) })
      },
      section("sizes") {
        UnforcedRowCases(testimony: testimony, places: $0, declared: declared).all(expected)
      },
      CaseSection(["routing"], after: steps) { _ in
        RoutingCases(testimony: testimony, places: places, declared: declared).all()
      },
      section("sizing", make: SizeCases(testimony: testimony).all),
      section("spellings", make: SpellingCases(testimony: testimony).all),
      section("n", make: CountCases(testimony: testimony).all),
      section("refusals", make: RefusalCases(testimony: testimony).all),
      section("values", make: AcceptedValueCases(testimony: testimony).all),
    ]
  }
}

extension Suite {
  /// Faults of the suite itself: a requirement or a ruling without a case, a requirement that is only
  /// planned, a case without a requirement or with grounds that are none, an id twice.
  package func faults(_ requirements: RequirementList) -> [String] {
    let held = Set(cases.flatMap(\.requirements))
    let uncovered = requirements.all.filter { !held.contains($0.id) }
    let strays = held.filter { requirements[$0] == nil }.sorted()
    let repeated = Dictionary(grouping: cases, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
    let planned = requirements.all.filter(\.isPlanned)
    let cited = Set(cases.flatMap(\.question.citations.values))
    let besides = Set(cases.flatMap(\.question.besides.values)).map(Citation.quotation)
    let groundless = cited.union(besides).filter { requirements[$0, about: nil] == nil }
    let answered = Set(
      cases.flatMap { item in
        item.question.requirements.compactMap {
          requirements.grounds(of: $0, in: item)?.ruling?.id
        }
      }
    )
    return uncovered.map { "\($0.id) has no case" }
      + strays.map { "a case holds \($0), which is no requirement" }
      + repeated.map { "\($0) is the id of two cases" }
      + planned.map { "\($0.id) says planned, and nothing is any more" }
      + groundless.map { "a case cites \($0), which stands nowhere" }.sorted()
      + requirements.citations.rulings.filter { !answered.contains($0.id) }
      .map { "the ruling \($0.id) has no case" }
  }
}
