import CanonicalJSON
import Catalog

/// An offer that can't serve a request.
package struct Unavailable: Error, Sendable, Equatable {
  package let offer: String
  package let parameter: String?
  package let reason: String
}

/// Says a request in one operation's terms.
struct AttemptBuilder {
  let read: ReadRequest
  let offer: Offer
  let operation: Operation

  private var input: JSONObject = [:]
  private var treatments: [Treatment] = []
  /// Fields that the client decided canonically, and by which parameter.
  private var decided: [String: String] = [:]
  /// Fields that the plan filled in because the client left them out.
  private var defaulted: Set<String> = []

  init(_ read: ReadRequest, offer: Offer, operation: Operation) {
    self.read = read
    self.offer = offer
    self.operation = operation
  }

  mutating func build() throws(Unavailable) -> Attempt {
    var size = try addSize()
    try addPictures()
    let output = addOutput()
    try addCanonical()
    addUnknown()
    addDrafts()
    let batch = try addCount()
    size.delivers = operation.delivers(input: input, source: read.request.sources.first ?? nil)
    return Attempt(
      offer: offer,
      operation: operation,
      input: input,
      // Where the provider has no field for it, none is counted on either.
      seed: input["seed"] == nil ? nil : read.seed,
      batch: batch,
      count: read.count,
      treatments: inRequestOrder(treatments),
      output: output,
      size: size,
      sources: read.request.sources
    )
  }

  private func unavailable(_ parameter: String?, _ reason: String) -> Unavailable {
    Unavailable(offer: offer.key, parameter: parameter, reason: reason)
  }

  private mutating func addSize() throws(Unavailable) -> SizeChoice {
    let mapper = SizeMapper(
      sizes: read.model.sizes,
      operation: operation,
      mode: read.request.mode,
      source: read.request.sources.first ?? nil
    )
    let choice: SizeChoice
    do {
      choice = try mapper.choice(for: read.size)
    } catch {
      throw unavailable(error.parameter, error.message)
    }
    let asked = SizeWish.deciding(read.request)
    for member in choice.fields.members {
      input[member.name] = member.value
      if choice.isDefault {
        defaulted.insert(member.name)
      } else {
        decided[member.name] = asked.first
      }
    }
    for (name, by) in SizeWish.overridden(in: read.request) {
      treatments.append(Treatment(name, .converted, reason: "\(by) decides the size"))
    }
    for name in asked {
      treatments.append(
        choice.isDropped
          ? Treatment(name, .dropped, reason: "the picture follows its source")
          : Treatment(name, .converted, as: choice.fields.names.first)
      )
    }
    return choice
  }

  private mutating func addPictures() throws(Unavailable) {
    if read.request.mode == .textToImage {
      for name in ["image", "mask"] where read.request.value(name) != nil {
        treatments.append(Treatment(name, .dropped, reason: "it is for image-edit only"))
      }
    }
    if read.request.hasMask {
      if operation.field("mask") != nil {
        input["mask"] = Placeholder.mask
        treatments.append(Treatment("mask", .passthrough, as: "mask"))
      } else {
        treatments.append(Treatment("mask", .dropped, reason: "the provider has no such field"))
      }
    }
    let count = read.request.sources.count
    guard count > 0, read.request.mode == .edit, let images = operation.images else { return }
    guard count <= images.maximum else {
      throw unavailable("image", "takes at most \(images.maximum) input images")
    }
    input = images.placing((0..<count).map(Placeholder.image), in: input)
    for field in images.fields { decided[field] = "image" }
    let isRenamed = images.field != "image"
    treatments.append(Treatment("image", isRenamed ? .renamed : .passthrough, as: images.field))
  }

  private mutating func addOutput() -> OutputPlan {
    let (fields, output, treatments) = read.output.plan(at: operation)
    for member in fields.members {
      input[member.name] = member.value
      decided[member.name] =
        member.name == operation.formatField ? "output_format" : "output_compression"
    }
    self.treatments += treatments
    if read.request.value("response_format") != nil {
      self.treatments.append(Treatment("response_format", .emulated))
    }
    return output
  }

  private mutating func addCanonical() throws(Unavailable) {
    for (parameter, value) in read.values {
      try add(parameter, value)
    }
  }

  private mutating func add(_ parameter: Parameter, _ value: JSON) throws(Unavailable) {
    let name = parameter.name
    if let reason = reasonToDrop(parameter) {
      treatments.append(Treatment(name, .dropped, reason: reason))
      return
    }
    let target = operation.renames[name] ?? name
    if let by = decided[target] {
      guard by != name, !SizeWish.isCustomSide(name, read.size) else { return }
      treatments.append(Treatment(name, .dropped, reason: "\(by) decides \(target)"))
      return
    }
    guard let field = operation.field(target) else { return }
    let converted = field.converted(value)
    if !isSizeField(target), let objection = field.objection(to: converted) {
      throw unavailable(name, "\(name) is \(value.text()); \(offer.provider) \(objection)")
    }
    input[target] = converted
    decided[target] = name
    defaulted.remove(target)
    let isReworded =
      read.request.value(name)?.stringValue.map { parameter.words[$0] != nil } == true
    let kind: Treatment.Kind =
      converted != value || isReworded
      ? .converted : target != name ? .renamed : .passthrough
    treatments.append(Treatment(name, kind, as: target))
  }

  private func reasonToDrop(_ parameter: Parameter) -> String? {
    if !parameter.modes.contains(read.request.mode), !ReadRequest.ofOpenAI.contains(parameter.name)
    {
      return "it is for \(parameter.modes.map(\.title).joined(separator: " and ")) only"
    }
    if let only = parameter.onlyAt, only != offer.provider { return "only available via \(only)" }
    let target = operation.renames[parameter.name] ?? parameter.name
    return operation.field(target) == nil ? "the provider has no such field" : nil
  }

  /// Sizes are rounded by the provider and never refused.
  private func isSizeField(_ name: String) -> Bool {
    guard case .ratio(let sizing) = operation.sizing, let custom = sizing.custom else {
      return false
    }
    return name == custom.widthField || name == custom.heightField
  }

  /// Passes members that the gateway doesn't know on unchanged, unless the client asked for the same canonically.
  private mutating func addUnknown() {
    for member in read.unknown {
      if let by = decided[member.name] {
        treatments.append(
          Treatment(member.name, .dropped, reason: "\(by) decides \(member.name)")
        )
      } else {
        input[member.name] = member.value
        treatments.append(Treatment(member.name, .passthrough, as: member.name))
      }
    }
  }

  /// Drafts are asked for where the provider has them: a stream without any is the gateway's own affair.
  private mutating func addDrafts() {
    let wanted = JSON.integer(read.drafts)
    guard read.drafts > 0, read.count == 1, operation.field("stream") != nil,
      operation.field("partial_images")?.objection(to: wanted) == nil,
      operation.field("partial_images") != nil
    else { return }
    for (name, value) in [("stream", true), ("partial_images", wanted)] {
      input[name] = value
      treatments.append(Treatment(name, .passthrough, as: name))
    }
  }

  private mutating func addCount() throws(Unavailable) -> Operation.Batch? {
    if read.request.value("n") != nil {
      treatments.append(
        operation.batch.map {
          Treatment("n", $0.field == "n" ? .passthrough : .renamed, as: $0.field)
        }
          ?? Treatment("n", .emulated)
      )
    }
    if read.count > 1, let batch = operation.batch, input[batch.field] != nil {
      input[batch.field] = nil
      treatments.removeAll { $0.parameter == batch.field }
      treatments.append(Treatment(batch.field, .dropped, reason: "n decides \(batch.field)"))
    }
    guard let seed = read.seed else { return operation.batch }
    // Whatever the batch: another attempt may have to make the last picture by itself.
    let last = read.count - 1
    guard !seed.addingReportingOverflow(last).overflow else {
      throw unavailable("seed", "seed \(seed) plus \(last) is past the largest integer")
    }
    return operation.batch
  }

  private func inRequestOrder(_ treatments: [Treatment]) -> [Treatment] {
    let names = read.request.fields.members
    func place(_ treatment: Treatment) -> Int {
      names.firstIndex { $0.name == treatment.parameter } ?? -1
    }
    return treatments.map { (place: place($0), treatment: $0) }.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element.treatment)
  }
}
