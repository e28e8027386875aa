import CanonicalJSON
import Catalog
import Findings

/// Makes cases that ask a gateway and look at both of its sides.
struct WireCases: Sendable {
  let gateway: GatewayUnderTest
  let catalog: ModelCatalog

  /// One request to the gateway, and what it is about.
  struct Question: Sendable {
    var id: String
    var requirements: [String]
    var offer: OfferInMode
    var fields: JSONObject
    var expectation: String
    var source: String
    var place: Place?

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
      self.requirements = requirements
      self.offer = offer
      self.fields = fields
      self.expectation = expectation
      self.source = source
    }

    /// What the client sends, the case's mark aside.
    var request: JSONObject {
      var request: JSONObject = ["model": .string(offer.forcedModel)]
      for member in fields.members { request[member.name] = member.value }
      if request["prompt"] == nil { request["prompt"] = "a red cube on a white table" }
      return request
    }
  }

  func item(
    _ question: Question,
    judging judge: @escaping @Sendable (Observation) async -> [Judgement]
  ) -> Case {
    let (gateway, catalog) = (gateway, catalog)
    return item(question, asking: { try await gateway.ask($0, catalog: catalog) }, judging: judge)
  }

  /// A case whose request is not a JSON object's, or has more to it than a body.
  func item(
    _ question: Question,
    asking ask: @escaping @Sendable (JSONObject) async throws -> Observation,
    judging judge: @escaping @Sendable (Observation) async -> [Judgement]
  ) -> Case {
    Case(
      id: question.id,
      requirements: question.requirements,
      model: question.offer.model.id,
      provider: question.offer.offer.provider,
      place: question.place,
      text: Case.Text(
        path: question.offer.path,
        request: question.request,
        expectation: question.expectation,
        source: question.source
      )
    ) {
      do {
        return await judge(try await ask(question.request))
      } catch {
        return question.requirements.map { Judgement($0, .unknown(why: "\(error)")) }
      }
    }
  }
}
