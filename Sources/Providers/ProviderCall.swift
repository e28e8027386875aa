package import CanonicalJSON

/// One call of a provider's model, as a plan puts it.
package struct ProviderCall: Sendable {
  /// The provider's own id of the model: `fal-ai/flux-2-max`.
  package var endpoint: String
  /// The model's input, ready to be sent.
  package var input: JSONObject

  package init(endpoint: String, input: JSONObject) {
    self.endpoint = endpoint
    self.input = input
  }
}
