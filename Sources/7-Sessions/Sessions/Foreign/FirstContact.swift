import Bytes
import CanonicalJSON
package import Catalog
package import HTTPMessages
import HTTPTransport

/// What a gateway says of itself before anything is judged: the models that it lists, and whose names it knows.
///
/// It asks for the list of models and for the estimate of a model that nobody has: neither can cost anything,
/// whatever the gateway makes of it.
package struct FirstContact: Sendable, Equatable {
  /// The models that it lists, as it calls them.
  package var models: [String]
  /// Whether its answers have names that only Lumenfall's gateway has.
  package var speaksLumenfall: Bool

  package init(models: [String], speaksLumenfall: Bool) {
    self.models = models
    self.speaksLumenfall = speaksLumenfall
  }

  /// Asks the gateway at `base`, through a client that reaches any address unless another is given.
  package init(
    with base: String,
    key: String?,
    through client: any HTTPHandler = HTTPClient(reaching: .anyAddress)
  ) async throws {
    let list = try await FirstContact.answer(
      .get,
      base + "/models",
      body: [],
      key: key,
      client: client
    )
    let body: JSON = [
      "model": .string(FirstContact.nobody), "prompt": "nothing that anybody makes",
    ]
    let estimate = try await FirstContact.answer(
      .post,
      base + "/images/generations?dryRun=true",
      body: body.bytes(),
      key: key,
      client: client
    )
    models = (list.body?["data"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    speaksLumenfall =
      list.isLumenfalls || estimate.isLumenfalls
      || estimate.body?["error"]?["code"] == "MODEL_NOT_FOUND"
  }

  private static let nobody = "touchstone-no-such-model"

  private struct Answer {
    var fields: HTTPFields
    var body: JSON?

    var isLumenfalls: Bool {
      fields.all.contains { $0.name.raw.lowercased().hasPrefix("x-lumenfall-") }
    }
  }

  private static func answer(
    _ method: HTTPMethod,
    _ url: String,
    body: [UInt8],
    key: String?,
    client: any HTTPHandler
  ) async throws -> Answer {
    var fields: HTTPFields = key.map { [.authorization: "Bearer \($0)"] } ?? [:]
    if !body.isEmpty { fields[.contentType] = "application/json" }
    guard let request = HTTPRequest(method, url: url, fields: fields, body: .bytes(body)) else {
      throw SessionError.notAURL(option: "--gateway", value: url)
    }
    let response = try await client.respond(to: request)
    let bytes = try await response.body.collected(limit: 4 << 20)
    return Answer(fields: response.fields, body: try? JSON(parsing: bytes))
  }
}

extension FirstContact {
  /// The offers of the models that it lists and a catalog knows, each with the name that clients write; of a model
  /// whose provider the name doesn't tell, the first.
  package func offers(in catalog: ModelCatalog) -> [(offer: String, name: String)] {
    let forced = Dictionary(
      catalog.offers.map { ("\($0.offer.provider)/\($0.model.id)", $0.offer.key) }
    ) { first, _ in first }
    var taken: Set<String> = []
    return models.compactMap { name in
      guard let offer = forced[name] ?? catalog.model(name)?.offers.first?.key,
        taken.insert(offer).inserted
      else { return nil }
      return (offer, name)
    }
  }

  /// The profile of this gateway: the template, with what was found out about it.
  package func profile(base: String, _ catalog: ModelCatalog) -> String {
    let text = ProjectTemplate.profile.replacing(
      "\"http://127.0.0.1:8080/v1\"",
      with: JSON.string(base).text()
    ).replacing(ProjectTemplate.models, with: modelsText(catalog) ?? ProjectTemplate.models)
    guard !speaksLumenfall else { return text }
    let rows = FirstContact.lumenfallsOwn.map { "    \"\($0.name)\": \"\($0.why)\"" }
    return
      text
      .replacing("\"lumenfall\": true", with: "\"lumenfall\": false")
      .replacing(
        "\"unclaimed\": {}",
        with: "\"unclaimed\": {\n\(rows.joined(separator: ",\n"))\n  }"
      )
  }

  /// The member that says which offers it has; nil where it lists none that the catalog knows.
  private func modelsText(_ catalog: ModelCatalog) -> String? {
    let rows = offers(in: catalog).map { offer, name in
      "    \(JSON.string(offer).text()): \(JSON.string(name).text())"
    }
    return rows.isEmpty ? nil : "  \"models\": {\n\(rows.joined(separator: ",\n"))\n  }"
  }

  /// The requirements that speak of names and paths which only Lumenfall's gateway has.
  private static let lumenfallsOwn = [
    ("cost.", "its answers name no cost"),
    ("dry-run", "it makes no estimates"),
    ("error.codes", "its errors have codes of its own"),
    ("meta.", "X-Lumenfall fields and metadata are another gateway's"),
    ("models.alias", "it has no aliases for the models that it lists"),
    ("models.facts", "it tells of a model no more than OpenAI does"),
    ("models.schema", "it publishes no schema of a model"),
  ].map { (name: $0.0, why: $0.1) }
}

extension FirstContact {
  /// What it said, in half a sentence, and on a second line what of it a catalog knows.
  package func summary(_ catalog: ModelCatalog) -> String {
    let names = models.prefix(5).map { VisibleText.line($0) }.joined(separator: ", ")
    let listed =
      models.isEmpty
      ? "lists no models"
      : "lists \(models.count.counted("model")): \(names)" + (models.count > 5 ? ", …" : "")
    let whose =
      speaksLumenfall
      ? "and has Lumenfall's names in its answers"
      : "and has none of Lumenfall's names: what is about them is unclaimed"
    let known = offers(in: catalog)
    let judged =
      known.isEmpty
      ? "none is in the catalog: check asks for every offer until \"models\" says which it has"
      : "\"models\" names \(known.count.counted("offer")) of them; look whether each is the provider that it calls"
    return "\(listed), \(whose)\n       \(judged)"
  }
}
