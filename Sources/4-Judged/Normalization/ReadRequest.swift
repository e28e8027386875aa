import CanonicalJSON
import Catalog

/// A request that is read and checked, whichever offer serves it.
struct ReadRequest {
  let model: Model
  let request: PlanRequest
  let size: SizeWish
  let output: OutputWish
  let count: Int
  let seed: Int?
  /// How many drafts a stream is to show before its picture; none where nothing is streamed.
  let drafts: Int
  /// Canonical parameters that go to the provider, typed and checked.
  let values: [(parameter: Parameter, value: JSON)]
  /// Fields that the gateway doesn't know, unchanged.
  let unknown: [JSONObject.Member]
}

extension ReadRequest {
  /// The longest prompt that is taken, in characters.
  static let longestPrompt = 32_000

  /// Names that are the gateway's own business and never go upstream as they are.
  static let consumed: Set<String> = [
    "model", "n", "response_format", "output_format", "output_compression", "stream",
    "partial_images", "user", "size", "aspect_ratio", "resolution", "image", "mask",
  ]

  /// Names of OpenAI's own that pass in every mode wherever the offer has a field for them.
  static let ofOpenAI: Set<String> = [
    "quality", "background", "moderation", "input_fidelity", "style",
  ]

  /// Reads and checks everything that does not depend on the offer.
  init(_ request: PlanRequest, model: Model) throws(RequestFault) {
    self.model = model
    self.request = request
    if let name = request.fields.repeatedName {
      throw .invalid(name, "\(name) stands more than once")
    }
    try ReadRequest.checkPrompt(request)
    try ReadRequest.checkPictures(request, model)
    var sized = request
    var values: [(parameter: Parameter, value: JSON)] = []
    var unknown: [JSONObject.Member] = []
    for (index, member) in request.fields.members.enumerated() {
      guard let parameter = model.parameter(member.name) else {
        if !ReadRequest.consumed.contains(member.name) { unknown.append(member) }
        continue
      }
      guard parameter.kind != .file, !member.value.isNull,
        !SizeWish.fields.contains(member.name)
      else { continue }
      let value = try parameter.checked(member.value, isForm: request.isForm)
      sized.fields.members[index].value = value
      if !ReadRequest.consumed.contains(member.name) { values.append((parameter, value)) }
    }
    try ReadRequest.checkOthers(request)
    size = try SizeWish(sized)
    count = sized.value("n")?.intValue ?? 1
    seed = sized.value("seed")?.intValue
    drafts = ReadRequest.drafts(request)
    output = OutputWish(
      format: sized.value("output_format")?.stringValue,
      compression: sized.value("output_compression")?.intValue
    )
    self.values = values
    self.unknown = unknown
  }

  private static func checkPrompt(_ request: PlanRequest) throws(RequestFault) {
    guard let prompt = request.value("prompt") else {
      throw .invalid("prompt", "prompt is required")
    }
    guard let text = prompt.stringValue else {
      throw .invalid("prompt", "prompt is a \(prompt.kind); it must be a string")
    }
    guard text.count <= longestPrompt else {
      throw .invalid("prompt", "prompt is longer than \(longestPrompt) characters")
    }
  }

  private static func checkPictures(_ request: PlanRequest, _ model: Model) throws(RequestFault) {
    guard request.mode == .edit else { return }
    guard !request.sources.isEmpty else { throw .invalid("image", "image is required") }
    guard request.sources.count <= model.maxInputImages else {
      let limit = model.maxInputImages
      throw .invalid(
        "image",
        limit == 1
          ? "\(model.id) does not support multiple input images"
          : "\(model.id) takes at most \(limit) input images, not \(request.sources.count)"
      )
    }
  }

  /// Fields of OpenAI's API that the gateway reads and no page lists.
  private static let others = [
    Parameter.gatewayField("stream", .boolean),
    Parameter.gatewayField("partial_images", .integer, range: 0...3),
    Parameter.gatewayField("user", .string),
  ]

  private static func drafts(_ request: PlanRequest) -> Int {
    func value(_ name: String) -> JSON? {
      let value = request.value(name)
      // A form says everything as text.
      return request.isForm ? value?.stringValue.flatMap { try? JSON(parsing: $0) } ?? value : value
    }
    guard value("stream") == true else { return 0 }
    return value("partial_images")?.intValue ?? 0
  }

  private static func checkOthers(_ request: PlanRequest) throws(RequestFault) {
    for parameter in others {
      guard let value = request.value(parameter.name) else { continue }
      _ = try parameter.checked(value, isForm: request.isForm)
    }
  }
}
