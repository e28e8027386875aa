import Bytes
import CanonicalJSON
package import Catalog
package import Conformance
package import Mapping

/// A name that a gateway serves a model by, in one mode, and all that is known of it.
package struct Subject: Sendable {
  /// The model as a client writes it.
  package var name: String
  package var mode: Mode
  /// Nil where no catalog describes it.
  package var model: Model?
  package var operation: Operation?
  /// The name that makes pictures from text at the same provider, where this one edits.
  package var generation: Place?
  /// Whether edits may come as JSON.
  package var takesJSON = true
  /// Whether the gateway demands a key of its clients.
  package var isKeyed = true
  /// What was learned of it before.
  package var learned: OfferMap?
  /// Shapes that are on a list, its own or everybody's, ascending.
  let shapes: [AspectRatio]
  /// Fields of calls that are otherwise each time that the same is asked.
  package var varying: Set<String> = []

  /// Another name and its terms.
  package struct Place: Sendable {
    package var name: String
    package var operation: Operation?

    package init(name: String, operation: Operation?) {
      self.name = name
      self.operation = operation
    }
  }

  package init(_ subject: MapSubject) {
    name = subject.name
    mode = subject.mode
    model = subject.model
    operation = subject.operation
    shapes = Subject.shapes(subject)
  }

  private static func shapes(_ subject: MapSubject) -> [AspectRatio] {
    var shapes = (subject.model?.sizes.rows ?? []).map(\.ratio) + usualShapes
    if case .ratio(let sizing) = subject.operation?.sizing { shapes += sizing.ratios }
    return Set(shapes).sorted { ($0.value, $0.text) < ($1.value, $1.text) }
  }

  private static let usualShapes = [
    "1:4", "9:21", "1:2", "9:16", "2:3", "3:4", "4:5", "1:1", "5:4", "4:3", "3:2", "16:9", "2:1",
    "21:9", "4:1",
  ].compactMap { AspectRatio($0) }

  /// As reports call it: `fal/flux.2-max/t2i`.
  package var steps: String { "\(name)/\(mode.rawValue)" }
}

extension Subject {
  /// The ask with nothing but what none can do without.
  package var plain: Ask {
    var ask = Ask(
      path: mode == .edit ? "/images/edits" : "/images/generations",
      fields: ["model": .string(name), "prompt": .string(Subject.prompt)]
    )
    guard mode == .edit else { return ask }
    ask.pictures = [.of(.png)]
    ask.encoding = .form(pictures: "image")
    return ask
  }

  /// A prompt that says nothing of its own.
  package static let prompt = "a red cube"
  /// The words that have stubs draw a small picture, so that no time goes by.
  static let small = " [fault: wrong-size=160x120]"

  /// The members that say a size.
  static let sizeNames = ["size", "aspect_ratio", "resolution"]

  /// The names that a gateway is known to know: OpenAI's and the model's own.
  func knows(_ name: String) -> Bool {
    Subject.usualNames.contains(name) || model?.parameter(name) != nil
      || operation?.field(name) != nil || operation?.renames[name] != nil
  }

  /// Whether a gateway reads a member itself, or a page lists it for this model.
  func reads(_ name: String) -> Bool {
    Subject.readNames.contains(name) || model?.parameter(name) != nil
  }

  static let readNames: Set<String> = [
    "n", "size", "aspect_ratio", "resolution", "response_format", "output_format",
    "output_compression", "user", "stream",
  ]

  /// Names whose texts are words of a list, or numbers in a form.
  static let listedNames: Set<String> = usualNames.subtracting(["prompt", "user"])

  private static let usualNames: Set<String> = [
    "model", "prompt", "n", "size", "aspect_ratio", "resolution", "seed", "image", "images",
    "image[]", "mask", "response_format", "output_format", "output_compression", "stream",
    "partial_images", "user", "quality", "style", "background", "moderation", "input_fidelity",
    "width", "height",
  ]

  /// Whether its provider is told of seeds, as far as is known.
  var isSeeded: Bool {
    operation.map { $0.field($0.renames["seed"] ?? "seed") != nil } ?? true
  }

  /// Whether its provider is told of pixels that are on no list.
  var isFree: Bool {
    switch operation?.sizing {
    case .pixels, .sides: true
    case .ratio(let sizing): sizing.custom != nil
    case nil, .some(.none): false
    }
  }

  /// Whether a list of shapes holds each with its mirror image; nil where no list is known.
  var isMirrored: Bool? {
    guard let operation else { return nil }
    let shapes: [Double]
    switch operation.sizing {
    case .none: return nil
    case .ratio(let sizing): shapes = sizing.ratios.map(\.value)
    case .pixels, .sides: shapes = model?.sizes.rows.map(\.ratio.value) ?? []
    }
    guard !shapes.isEmpty else { return nil }
    return shapes.allSatisfy { shape in shapes.contains { abs($0 * shape - 1) < 1e-9 } }
  }
}

extension Ask {
  /// The ask with these members, in place of its own of the same names.
  func saying(_ members: JSONObject) -> Ask {
    var ask = self
    for member in members.members { ask.fields[member.name] = member.value }
    return ask
  }

  func lacking(_ names: [String]) -> Ask {
    var ask = self
    for name in names { ask.fields[name] = nil }
    return ask
  }

  var withoutSize: Ask { lacking(Subject.sizeNames) }

  func text(_ name: String) -> String? { fields[name]?.stringValue }

  /// The size as pixels, where it is said so.
  var pixels: PixelSize? { text("size").flatMap { PixelSize($0) } }

  /// The words in its prompt that make a provider fail; nil where nothing does.
  var fault: String? {
    guard let prompt = text("prompt"), let start = prompt.firstRange(of: "[fault: ")?.upperBound
    else {
      return nil
    }
    let words = String(prompt[start...].prefix { $0 != "]" })
    return words.hasPrefix("wrong-size") ? nil : words
  }
}
