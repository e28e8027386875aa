package import CanonicalJSON

/// A provider: where it is, how it is called, and where its bodies keep things.
///
/// Client, stub, judge, drift and record read the same value, so that none has its own idea of the wire.
package struct Provider: Sendable {
  /// The slug that forces it: `fal`.
  package let name: String
  package let title: String
  package let key: Key
  /// Each base URL by the name that calls have for it: `sync`, `queue`, `api`.
  package let bases: [String: String]
  /// Further hosts that answer as a base does, by the base's name; `*.` stands for any one label.
  package let hosts: [String: [String]]
  package let calls: [CallName: Call]
  /// Where bodies keep things; of several places the first that holds something counts.
  package let pointers: [Place: [JSONPointer]]
  /// The fields of answers that say what their bodies don't.
  package let head: [Place: String]
  /// The entries of a list of problems, where refusals hold one.
  package let problems: Problems
  /// Figures that clients and stubs keep to.
  package let limits: [LimitName: Limit]
  /// How clients that order work are told of its end; nil where the file says nothing of it.
  package let webhooks: Webhooks?
  /// How it says things in JSON.
  package let speech: ProviderSpeech
  /// Models that its stub knows although no model of the catalog is offered there; nobody is held to them.
  package let models: [Offer]
  /// The one of them that stands for every endpoint that no file names; nil where others are refused.
  package let anyModel: Offer?
  package let source: String

  /// The credentials that calls carry.
  package struct Key: Sendable, Equatable {
    /// The environment variable that holds it.
    package let variable: String
    /// The field that carries it.
    package let field: String
    /// The word before it in that field; empty where it stands alone.
    package let scheme: String
    /// A key that was never issued and that looks like the provider's own, for stubs.
    package let sample: String
    /// Further fields that it may come in instead, each with the word before it; clients here use the first.
    package let others: [String: String]

    /// The field's value for a key.
    package func value(for key: String) -> String { scheme.isEmpty ? key : "\(scheme) \(key)" }

    /// Every field that may carry it, with the word before it.
    package var fields: [String: String] { others.merging([field: scheme]) { _, own in own } }
  }

  /// A thing that stands somewhere in a request or an answer.
  package enum Place: String, Sendable, CaseIterable {
    /// The model's input in an order; the whole body where it is not said.
    case input
    /// The model's id in an order; in the path where it is not said.
    case model
    /// The pictures of finished work: one, or a list.
    case output
    /// The picture in each element of the output.
    case picture
    case prompt
    case seed
    case id
    /// The URL at which work is followed.
    case poll
    case status
    /// The failure: a text, or a list of problems.
    case error
    /// The error's name for programs.
    case code
    case cost
    /// Tokens that went in, pictures among them, and those that came out.
    case inputTokens = "input_tokens"
    case imageTokens = "image_tokens"
    case outputTokens = "output_tokens"
    /// When to come again, where no field of the answer says so: seconds, or details among which they stand.
    case retry
    /// The URL of an uploaded file.
    case upload
    /// The webhook's URL, as an answer repeats it.
    case webhook
  }

  /// The parts of a problem in a list of them.
  package struct Problems: Sendable, Equatable {
    /// The field that it is about.
    package let field: JSONPointer?
    package let message: JSONPointer
    package let type: JSONPointer?
  }

  /// The name of a figure in the file.
  package enum LimitName: String, Sendable, CaseIterable {
    case results = "result_seconds"
    case media = "media_seconds"
    /// How long an order may wait for its outcome.
    case wait = "wait_seconds"
    /// How long a data URI may be; larger pictures are uploaded.
    case dataURI = "data_uri_bytes"
    /// The worth of one unit of the provider's costs.
    case costUnit = "cost_micros"
  }

  /// A figure, and how sure it is: `documented`, `seen` or `inferred`.
  package struct Limit: Sendable, Equatable {
    package let value: Int
    package let confidence: String
  }

  /// The place of a webhook's URL in an order, and the signature of what is told.
  package struct Webhooks: Sendable, Equatable {
    /// Where the URL stands in the order.
    package let url: JSONPointer
    /// Where the secret stands that signs; nil where nothing is signed.
    package let secret: JSONPointer?
    /// The field that holds the HMAC-SHA256 of the body in hexadecimal.
    package let signatureField: String?
    /// The text before it: `sha256=`.
    package let signaturePrefix: String
  }
}

extension Provider {
  /// The providers of the published offers, and those that gateways front beside them.
  package static func shipped() throws(JSONFault) -> [Provider] {
    var providers: [Provider] = []
    for file in shippedFiles { providers.append(try Provider(file: file)) }
    return providers
  }

  /// The file of a shipped one, for those that extend it; nil for unknown names.
  static func shippedFile(of name: String) -> ModelCatalog.File? {
    shippedFiles.first { $0.name == "\(name).json" }
  }

  /// The shipped ones by name, for code that can't do without them; a test holds them whole.
  package static let known: [String: Provider] = Dictionary(
    ((try? shipped()) ?? []).map { ($0.name, $0) }
  ) { first, _ in first }

  private static let shippedFiles = [
    ModelCatalog.File(name: "fal.json", text: fal),
    ModelCatalog.File(name: "fireworks.json", text: fireworks),
    ModelCatalog.File(name: "replicate.json", text: replicate),
    ModelCatalog.File(name: "openai.json", text: openAI),
    ModelCatalog.File(name: "gemini.json", text: gemini),
    ModelCatalog.File(name: "bfl.json", text: blackForestLabs),
    ModelCatalog.File(name: "azure.json", text: azure),
    ModelCatalog.File(name: "xai.json", text: xAI),
    ModelCatalog.File(name: "together.json", text: together),
    ModelCatalog.File(name: "siliconflow.json", text: siliconFlow),
  ]
}
