import CanonicalJSON
import Catalog
import Contract
import Testing

@testable import Conformance

/// What is read of any ask, held to the examples that the suite's own cases are made of.
struct AskedCaseTests {
  private let places: [OfferInMode]

  init() throws { places = OfferInMode.all(in: try ModelCatalog.shipped()) }

  @Test func `what the suite has refused is refused of any ask`() {
    for place in places {
      for request in RefusalCases.requests(place) {
        let member = request.fields.members[0]
        // Those have rules of their own.
        guard !RefusalCases.exempt.contains(member.name), member.name != "prompt" else { continue }
        let reason = RefusalCases.reason(against: member.value, as: member.name, at: place)
        #expect(reason?.requirement == request.requirement, "\(place.steps) \(request.fields)")
      }
    }
  }

  @Test func `what the suite has accepted is accepted of any ask`() {
    for place in places {
      for value in AcceptedValue.all(place) {
        let member = value.fields.members[0]
        #expect(RefusalCases.reason(against: member.value, as: member.name, at: place) == nil)
        let same = AcceptedValue.of(member.value, as: member.name, at: place)
        #expect(same?.requirement == value.requirement)
        #expect(same?.input == value.input)
      }
    }
  }

  @Test func `a size that the suite asks for goes by the rule that it has there`() {
    for place in places {
      for request in SizeCases.requests(place) {
        let known = SizeCases.requests(place).first { $0.fields == request.fields }
        #expect(SizeCases.request(request.fields, at: place).requirement == known?.requirement)
      }
    }
  }

  @Test func `a size that nobody wrote down goes by the rule of its kind`() throws {
    let place = try #require(places.first { $0.steps == "flux.2-max/fal/t2i" })
    let rules: [(JSONObject, String)] = [
      (["size": "5:3"], "size.nearest-ratio"),
      (["aspect_ratio": "16:9"], "size.independent"),
      (["size": "1001x601"], "size.custom"),
      (["size": "20000x1"], "size.custom-range"),
      (["size": "huge"], "size.malformed"),
      (["size": "1001x601", "aspect_ratio": "1:1"], "size.wxh-wins"),
      (["size": "3:2", "aspect_ratio": "1:1"], "size.ratio-beats-parameter"),
      (["seed": 4], "size.default"),
    ]
    for (fields, rule) in rules {
      #expect(SizeCases.request(fields, at: place).requirement.id == rule, "\(fields)")
    }
  }
}
