import CanonicalJSON
import Catalog

extension ReadRequest {
  /// The longest prompt that is taken, in characters.
  static let longestPrompt = 32_000

  /// Names that are the gateway's own business and never go upstream as they are.
  static let consumed: Set<String> = [
    "model", "n", "response_format", "output_format", "output_compression", "stream",
    "partial_images", "user", "size", "aspect_ratio", "resolution", "image", "mask",
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
    var checked: [String: JSON] = [:]
    for parameter in model.parameters where parameter.kind != .file {
      guard let value = request.value(parameter.name) else { continue }
      checked[parameter.name] = try parameter.checked(value, isForm: request.isForm)
    }
    try ReadRequest.checkOthers(request)
    var sized = request
    for (name, value) in checked { sized.fields[name] = value }
    size = try SizeWish(sized)
    count = checked["n"]?.intValue ?? 1
    seed = checked["seed"]?.intValue
    output = OutputWish(
      format: checked["output_format"]?.stringValue,
      compression: checked["output_compression"]?.intValue
    )
    values = request.fields.members.compactMap { member in
      guard !ReadRequest.consumed.contains(member.name), let value = checked[member.name],
        let parameter = model.parameter(member.name)
      else { return nil }
      return (parameter, value)
    }
    unknown = request.fields.members.filter {
      !ReadRequest.consumed.contains($0.name) && model.parameter($0.name) == nil
    }
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
    Parameter.gatewayField("partial_images", .integer, 0...3),
    Parameter.gatewayField("user", .string),
  ]

  private static func checkOthers(_ request: PlanRequest) throws(RequestFault) {
    for parameter in others {
      guard let value = request.value(parameter.name) else { continue }
      _ = try parameter.checked(value, isForm: request.isForm)
    }
  }
}
