import Bytes
import CanonicalJSON
import Catalog
import Dialects

/// An order as OpenAI reads it: which of its own rules it breaks beyond those of the schema.
struct OpenAIOrder: Sendable {
  private let order: ProviderOrder
  private let mode: Mode
  private let isForm: Bool

  init(_ order: ProviderOrder, _ mode: Mode, isForm: Bool) {
    self.order = order
    self.mode = mode
    self.isForm = isForm
  }

  /// The model that it names, which is looked at before anything else.
  func model(
    among catalog: ModelCatalog,
    at provider: Provider
  ) throws(OpenAIRefusal) -> String {
    guard let value = order.body["model"] else { throw .missing("model") }
    guard let model = value.stringValue else { throw .wrongType("model", "a string", given: value) }
    // A relative that has words of its own for it says it itself.
    if provider.speech.says(.unknownModel) { return model }
    let offers = catalog.operations(endpoint: model, at: provider.name)
    guard catalog.isOpen || offers.contains(where: { $0.mode == mode }) else {
      throw .unknownModel(model)
    }
    return model
  }

  /// The model's input, its pictures named as this body must name them.
  func input() throws(OpenAIRefusal) -> JSONObject {
    guard mode == .edit else { return order.body.objectValue?.removing("model") ?? [:] }
    if isForm, order.body["images"] != nil {
      throw .misnamed("images", "For multipart/form-data use 'image' or 'image[]'.")
    }
    if !isForm {
      for name in ["image", "image[]"] where order.body[name] != nil {
        throw .misnamed(
          name,
          "For application/json on /v1/images/edits, use 'images' (array)."
        )
      }
      try checkReferences()
    }
    guard let input = order.input else { throw .missing("prompt") }
    for url in (input["image[]"]?.arrayValue ?? []) + [input["mask"] ?? .null] where isForm {
      try OpenAIOrder.checkType(url)
    }
    return input
  }

  /// Each picture of a JSON body is one URL, or the id of a file, of which there are none.
  private func checkReferences() throws(OpenAIRefusal) {
    guard let images = order.body["images"], let list = images.arrayValue else {
      throw .missing("images")
    }
    if list.isEmpty { throw .empty("images") }
    for (index, image) in list.enumerated() {
      guard image.objectValue != nil else {
        throw .wrongType("images[\(index)]", "an object", given: image)
      }
      if let file = image["file_id"]?.stringValue { throw .unknownFile(file) }
      guard image["image_url"]?.stringValue != nil else {
        throw .missing("images[\(index)].image_url")
      }
    }
  }

  private static let types = ["image/jpeg", "image/png", "image/webp"]

  private static func checkType(_ picture: JSON) throws(OpenAIRefusal) {
    guard let url = picture.stringValue, url.hasPrefix("data:") else { return }
    let type = String(url.dropFirst(5).prefix { $0 != ";" })
    guard types.contains(type) else { throw .unsupportedType(type) }
  }

  /// Rules between fields, once each is well by itself.
  func check(_ taken: StubOrder) throws(OpenAIRefusal) {
    let input = taken.input
    if input["stream"] == true, taken.count > 1 { throw .severalStreamed }
    if input["background"] == "transparent", taken.formatWord == "jpeg" { throw .transparentJPEG }
    if taken.formatWord == "png", input["output_compression"]?.intValue ?? 100 < 100 {
      throw .compressedPNG
    }
  }
}

extension JSONObject {
  fileprivate func removing(_ name: String) -> JSONObject {
    JSONObject(members.filter { $0.name != name })
  }
}
