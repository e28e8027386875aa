import Bytes
import CanonicalJSON
import Catalog
import Normalization

/// Plans one request after another at one offer, and reads what it becomes.
struct OfferPlanner {
  let model: Model
  let mode: Mode
  let catalog: ModelCatalog

  func fit(of asked: AskedSize, at offer: Offer) -> SizeFit {
    switch attempt(["size": .string(asked.spelling)], at: offer) {
    case .failure(let refusal): .unsupported(refusal.reason)
    case .success(let attempt): fit(of: asked, in: attempt)
    }
  }

  private func fit(of asked: AskedSize, in attempt: Attempt) -> SizeFit {
    if let dropped = attempt.dropped.first(where: { $0.parameter == "size" }) {
      return .unsupported(dropped.reason ?? "the provider has no such field")
    }
    let word = word(in: attempt)
    let grade: SizeFit.Grade =
      switch (asked, attempt.size.grade) {
      case (.auto, _): .chosen
      case (_, .exact?): .exact
      case (_, .nominal?): .nominal
      case (_, .nearest?): .nearest
      case (_, nil): .unsupported
      }
    var fit = SizeFit(grade: grade, delivers: attempt.size.delivers, word: word?.text)
    if grade == .nearest, let wanted = asked.ratio,
      let given = word?.value ?? attempt.size.delivers?.ratio
    {
      fit.distance = max(wanted / given, given / wanted) - 1
    }
    return fit
  }

  /// The shape that the provider is asked for, where it is asked by a word.
  private func word(in attempt: Attempt) -> AspectRatio? {
    guard case .ratio(let sizing) = attempt.operation.sizing else { return nil }
    return attempt.calls.first?.input[sizing.field]?.stringValue.flatMap { AspectRatio($0) }
  }

  func use(of parameter: Parameter, at offer: Offer) -> ParameterUse {
    let values = parameter.values ?? [probe(of: parameter, at: offer)]
    let field = offer.operations[mode].flatMap { operation in
      operation.field(operation.renames[parameter.name] ?? parameter.name)
    }
    return ParameterUse(
      values.map { outcome(of: parameter.name, $0, at: offer) },
      isListed: parameter.values != nil,
      bounds: field?.bounds
    )
  }

  private func outcome(of name: String, _ value: JSON, at offer: Offer) -> ParameterUse.Part {
    switch attempt(fields(saying: name, value), at: offer) {
    case .failure(let refusal):
      return .init(kind: .refused, field: nil, values: [value], why: refusal.reason)
    case .success(let attempt):
      guard let treatment = attempt.treatments.first(where: { $0.parameter == name }) else {
        return .init(kind: .emulated, field: nil, values: [value], why: nil)
      }
      return .init(
        kind: ParameterUse.Kind(treatment.kind),
        field: treatment.field == name ? nil : treatment.field,
        values: [value],
        why: treatment.kind == .dropped ? treatment.reason : nil
      )
    }
  }

  /// A picture is there anyway, and without a format there is nothing to compress.
  private func fields(saying name: String, _ value: JSON) -> JSONObject {
    switch name {
    case "image": [:]
    case "output_compression": ["output_format": "jpeg", name: value]
    default: [name: value]
    }
  }

  /// Why an offer can't be asked.
  private struct Refusal: Error { let reason: String }

  /// The plan of a request that is forced to this offer's provider, as this offer serves it.
  private func attempt(_ fields: JSONObject, at offer: Offer) -> Result<Attempt, Refusal> {
    var request: JSONObject = ["model": .string("\(offer.provider)/\(model.id)"), "prompt": "x"]
    for member in fields.members { request[member.name] = member.value }
    let planned = PlanRequest(mode: mode, fields: request, sources: mode == .edit ? [nil] : [])
    do {
      let plan = try Plan(planned, catalog: catalog)
      if let attempt = plan.attempts.first(where: { $0.offer.key == offer.key }) {
        return .success(attempt)
      }
      let refusal = plan.unavailable.first { $0.offer == offer.key }
      return .failure(Refusal(reason: refusal?.reason ?? "it is not asked"))
    } catch {
      return .failure(Refusal(reason: error.message))
    }
  }
}

extension OfferPlanner {
  /// A value that the page and, if it can be, the provider allow.
  private func probe(of parameter: Parameter, at offer: Offer) -> JSON {
    let row = model.sizes.rows.first
    switch parameter.name {
    case "size": return .string(row.map { "\($0.pixels)" } ?? "auto")
    case "aspect_ratio": return .string(row?.ratio.text ?? "1:1")
    case "resolution": return .string(row?.tier.name ?? "1K")
    case "n": return 2
    default: break
    }
    switch parameter.kind {
    case .string, .file: return "x"
    case .boolean: return true
    case .integer, .number: return number(for: parameter, at: offer)
    }
  }

  private func number(for parameter: Parameter, at offer: Offer) -> JSON {
    let operation = offer.operations[mode]
    let field = operation?.field(operation?.renames[parameter.name] ?? parameter.name)
    let low = max(parameter.minimum ?? 1, field?.minimum ?? 1)
    let high = min(parameter.maximum ?? low, field?.maximum ?? low)
    return .number(JSONNumber(max(parameter.minimum ?? low, min(low, high))))
  }
}

extension ParameterUse.Kind {
  init(_ kind: Treatment.Kind) {
    self =
      switch kind {
      case .passthrough: .passthrough
      case .renamed: .renamed
      case .converted: .converted
      case .emulated: .emulated
      case .dropped: .dropped
      }
  }
}
