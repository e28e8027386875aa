import Contract
import Bytes
import CanonicalJSON
import Catalog
import Testing

@testable import Conformance

/// A planner that serves nobody, for looking at the suite without running it.
private struct NoPlanner: Planner {
  func explain(model: String, mode: String, request: JSONObject) -> JSON { ["plans": []] }
}

struct SuiteTests {
  private func suite() throws -> Suite {
    Suite.plans(
      catalog: try ModelCatalog.shipped(),
      expected: try contract.expectedLines(),
      published: try contract.publishedModels(),
      requirements: try contract.requirements()
    )
  }

  @Test func `models are asked for by the names that a gateway gives them`() throws {
    let catalog = try ModelCatalog.shipped()
    var profile = GatewayProfile(name: "g", base: "http://g.invalid/v1")
    profile.models = ["fal/flux.1-dev": "fast", "replicate/flux.1-dev": "SLOW"]
    let places = Suite.places(in: catalog, of: ["fal", "replicate"], profile)
    let cases = WireModelCases().all(places)
    func paths(_ requirement: RequirementName) -> [String] {
      cases.filter { $0.requirements.first == requirement.id }.map(\.question.ask.path)
    }
    #expect(paths(.modelsGet) == ["/models/fast", "/models/fasz"])
    #expect(paths(.modelsFacts) == ["/models/fast"])
    #expect(paths(.modelsCase).first == "/models/FAST")
    #expect(cases.contains { $0.id == "wire/models/flux.1-dev/get" })
  }

  /// What plans cannot show is held by cases over the wire.
  @Test func `holds every requirement that plans can show, and none that is not one`() throws {
    let faults = try suite().faults(contract.requirements())
    let uncovered = faults.filter { $0.hasSuffix("has no case") }
    #expect(faults == uncovered)
    let families = Set(uncovered.map { $0.prefix { $0 != "." } })
    #expect(families.isDisjoint(with: ["norm", "cost"]))
  }

  @Test func `names what it lacks and what it has too much of`() {
    func item(_ id: String, _ requirement: String) -> Case {
      Case(Question(id: id, [RequirementName(requirement)], Ask(path: ""), expectation: "")) { _ in
        []
      }
    }
    func requirement(_ id: String, planned: Bool = false) -> Requirement {
      Requirement(id: id, level: .policy, sentence: "", source: "", isPlanned: planned)
    }
    let requirements = RequirementList(
      revision: 1,
      [requirement("held"), requirement("bare"), requirement("early", planned: true)]
    )
    let suite = Suite([
      item("1", "held"), item("2", "stray"), item("2", "held"), item("3", "early"),
    ])
    #expect(
      suite.faults(requirements) == [
        "bare has no case",
        "a case holds stray, which is no requirement",
        "2 is the id of two cases",
        "early says planned, and nothing is any more",
      ]
    )
  }

  @Test func `has a hand-written line for every row and parameter at every offer`() throws {
    let lines = try contract.expectedLines()
    for place in OfferInMode.all(in: try ModelCatalog.shipped()) {
      let own = lines.filter { $0.offer == place.offer.key && $0.mode == place.mode.rawValue }
      let asked = Set(own.flatMap(\.request.names))
      let parameters = place.model.parameters.filter { $0.modes.contains(place.mode) }
      for parameter in parameters {
        #expect(asked.contains(parameter.name), "\(place.fileStem) \(parameter.name)")
      }
      let sizes = Set(own.compactMap { $0.request["size"]?.stringValue })
      for row in place.model.sizes.rows {
        #expect(sizes.contains(row.pixels.description), "\(place.fileStem) \(row.pixels)")
      }
    }
  }

  @Test func `tells the same plan apart from one that serves nobody`() async throws {
    let cases = try suite().cases.filter { $0.group == "sizes" }
    #expect(cases.count > 100)
    for item in cases {
      let judgements = await item.judge(
        Session(plans: PlanWitness(NoPlanner(), try ModelCatalog.shipped()))
      )
      #expect(judgements.contains { $0.outcome != .met }, "\(item.id)")
    }
  }
}
