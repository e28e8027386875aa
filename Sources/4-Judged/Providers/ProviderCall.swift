package import CanonicalJSON

/// One call of a provider's model, as a plan puts it.
package struct ProviderCall: Sendable {
  /// The provider's own id of the model: `fal-ai/flux-2-max`.
  package var endpoint: String
  /// The model's input, ready to be sent.
  package var input: JSONObject
  /// Whether pictures are to be changed.
  package var isEdit: Bool

  package init(endpoint: String, input: JSONObject, isEdit: Bool = false) {
    self.endpoint = endpoint
    self.input = input
    self.isEdit = isEdit
  }

  /// About how many bytes the input is, pictures as data URIs first of all.
  var weight: Int {
    input.members.reduce(0) { sum, member in
      let texts = member.value.arrayValue ?? [member.value]
      return texts.reduce(sum) { $0 + ($1.stringValue?.utf8.count ?? 0) }
    }
  }
}
