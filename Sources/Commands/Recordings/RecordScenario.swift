import CanonicalJSON
import Catalog
import Normalization

/// One thing that is recorded of an offer.
struct RecordScenario {
  var name: String
  var mode: Mode
  /// What a client would send.
  var fields: JSONObject
  var isQueued = false
  /// What is laid over the planned input, for inputs that no gateway would make.
  var override: JSONObject = [:]
  /// Whether only stubs can be made to answer so.
  var needsStubs = false

  /// All of an offer's, in the order in which they are recorded.
  static func all(of offer: Offer, model: Model) -> [RecordScenario] {
    let prompts = "A red bicycle against a white wall"
    var scenarios: [RecordScenario] = []
    let modes = Mode.allCases.filter { offer.operations[$0] != nil }
    for mode in modes {
      scenarios.append(
        RecordScenario(mode == .edit ? "edit" : "success", mode, offer, model, prompts)
      )
    }
    guard let mode = modes.first else { return [] }
    var queue = RecordScenario("queue", mode, offer, model, prompts + ", at dusk")
    queue.isQueued = true
    var three = RecordScenario("three", mode, offer, model, prompts + ", in three tries")
    three.fields["n"] = 3
    var invalid = RecordScenario("invalid", mode, offer, model, prompts + ", as a TIFF")
    invalid.override = ["output_format": "tiff"]
    var moderated = RecordScenario("moderated", mode, offer, model, prompts + " [fault: moderated]")
    moderated.needsStubs = true
    var limited = RecordScenario(
      "rate-limit",
      mode,
      offer,
      model,
      prompts + " [fault: status=429 retry-after=30]"
    )
    limited.needsStubs = true
    return scenarios + [queue, three, invalid, moderated, limited]
  }

  private init(_ name: String, _ mode: Mode, _ offer: Offer, _ model: Model, _ prompt: String) {
    self.name = name
    self.mode = mode
    fields = ["model": .string("\(offer.provider)/\(model.id)"), "prompt": .string(prompt)]
  }

  /// The calls at the offer and their price in millionths of a dollar, nil where it is not known.
  func plan(_ offer: Offer, catalog: ModelCatalog) throws -> (calls: [Attempt.Call], micros: Int?)?
  {
    let sources = mode == .edit ? [RecordScenario.sourceSize] : []
    let plan = try Plan(
      PlanRequest(mode: mode, fields: fields, sources: sources),
      catalog: catalog
    )
    guard let attempt = plan.attempts.first(where: { $0.offer.key == offer.key }) else {
      return nil
    }
    return (attempt.calls, attempt.micros(pictures: attempt.count))
  }

  static let sourceSize = PixelSize(256, 192)
}
