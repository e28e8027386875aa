package import CanonicalJSON

extension Operation {
  /// The field, or the fields, that input pictures go to.
  package struct ImageInput: Sendable, Equatable {
    package let field: String
    /// Fields for one further picture each: `input_image_2`.
    package let more: [String]
    package let isList: Bool
    package let maximum: Int

    init(field: String, more: [String] = [], isList: Bool = false, maximum: Int = 1) {
      self.field = field
      self.more = more
      self.isList = isList
      self.maximum = maximum
    }
  }
}

extension Operation.ImageInput {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["field", "more", "list", "max"])
    let more = try node.optional("more")?.strings() ?? []
    self.init(
      field: try node.required("field").string(),
      more: more,
      isList: try node.optional("list")?.bool() ?? false,
      maximum: try node.optional("max")?.count() ?? more.count + 1
    )
  }

  /// Every field that a picture may stand in, in order.
  package var fields: [String] { [field] + more }

  /// The pictures that an input holds, in order.
  package func pictures(in input: JSONObject) -> [JSON] {
    fields.compactMap { input[$0] }.flatMap { $0.arrayValue ?? [$0] }.filter { !$0.isNull }
  }

  /// The input with these pictures where the provider looks for them.
  package func placing(_ pictures: [JSON], in input: JSONObject) -> JSONObject {
    var input = input
    if isList { input[field] = .array(pictures) }
    if !isList { for (field, picture) in zip(fields, pictures) { input[field] = picture } }
    return input
  }
}
