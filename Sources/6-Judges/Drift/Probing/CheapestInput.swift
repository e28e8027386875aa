import Bytes
package import CanonicalJSON
import Catalog
import Images

/// The cheapest valid input of an operation: the fewest pixels and steps, and the same pictures every night.
package struct CheapestInput {
  private let subject: Subject

  package init(_ subject: Subject) { self.subject = subject }

  static let prompt = "a grey square"
  /// The picture that edits start from.
  static let source = PixelSize(256, 256)

  /// The sizes of the pictures it carries.
  var sources: [PixelSize?] { subject.needsPicture ? [CheapestInput.source] : [] }

  package var json: JSONObject {
    let operation = subject.operation
    var input: JSONObject = ["prompt": .string(CheapestInput.prompt)]
    switch operation.sizing {
    case .none: break
    case .pixels(let sizing):
      // A list of texts holds nothing smaller than what it lists.
      let listed = sizing.isText ? operation.field(sizing.field)?.values?.first : nil
      input[sizing.field] = listed ?? sizing.value(of: CheapestInput.small(operation, sizing))
    case .sides(let sizing):
      input[sizing.width.field] = .integer(sizing.width.near(CheapestInput.telling.width))
      input[sizing.height.field] = .integer(sizing.height.near(CheapestInput.telling.height))
    case .ratio(let sizing):
      if let scale = sizing.scale, let least = scale.values.min(by: { $0.base < $1.base }) {
        input[scale.field] = .string(least.name)
      }
      input[sizing.field] = .string(tellingWord(sizing, input))
    }
    if operation.field("seed") != nil { input["seed"] = 1 }
    if let steps = operation.field("num_inference_steps")?.minimum {
      input["num_inference_steps"] = .number(JSONNumber(max(1, steps.rounded(.up))))
    }
    if subject.needsPicture, let images = operation.images {
      let isBare = subject.facts.speech.picturesIn == .base64
      let picture = JSON.string((isBare ? "" : "data:image/png;base64,") + CheapestInput.picture)
      input = images.placing([picture], in: input)
    }
    return input
  }

  /// Small, and a multiple of 16 and of nothing larger on either side: a provider that rounds to 32 is seen.
  private static let telling = PixelSize(528, 496)

  private static func small(_ operation: Operation, _ sizing: PixelSizing) -> PixelSize {
    let multiple = operation.field(sizing.field)?.multiple ?? 1
    return multiple <= 16 ? telling : PixelSize(512, 512)
  }

  /// The ratio whose pixels differ most from rule to rule, and cost no more than a square's.
  private func tellingWord(_ sizing: RatioSizing, _ input: JSONObject) -> String {
    func pixels(_ word: String, _ rule: DeliveryRule?) -> PixelSize? {
      var input = input
      input[sizing.field] = .string(word)
      return subject.operation.delivers(input: input, source: nil, by: rule)
    }
    func cost(_ word: String) -> Money {
      subject.offer.price?.cost(pixels: pixels(word, nil), inputs: sources) ?? .zero
    }
    let square = AspectRatio("1:1").map { sizing.word(for: $0) } ?? "1:1"
    let rules = [8, 16, 32, 64].map(DeliveryRule.step)
    var best = (word: square, sizes: 1)
    for word in sizing.ratios.map({ sizing.word(for: $0) }) {
      let sizes = Set(rules.compactMap { pixels(word, $0) }).count
      if sizes > best.sizes, cost(word) <= cost(square) { best = (word, sizes) }
    }
    return best.word
  }

  private static let picture: String = {
    let bitmap = Bitmap(
      width: source.width,
      height: source.height,
      filling: RGBA(128, 128, 128)
    )
    return Base64.encode(PNGEncoder.encode(bitmap))
  }()
}

extension SidesSizing.Side {
  /// This many pixels, or what of the bounds and steps is nearest.
  fileprivate func near(_ side: Int) -> Int {
    DeliveryRule.rounded(min(range.upperBound, max(range.lowerBound, side)), to: step)
  }
}

extension Subject {
  /// Whether it does nothing without a picture.
  var needsPicture: Bool {
    operation.images.flatMap { operation.field($0.field)?.isRequired } ?? false
  }

  /// The part of an input that decides over the picture: format, size and source, and nothing that users wrote.
  package func asked(_ input: JSONObject) -> String {
    var asked = JSONObject()
    for name in ["output_format", "num_images", "num_outputs"] + operation.sizing.fields {
      asked[name] = input[name]
    }
    for field in operation.images?.fields ?? [] {
      guard let picture = input[field], !picture.isNull else { continue }
      asked[field] = .string(String(SHA256.hex(of: picture.bytes(.canonical)).prefix(8)))
    }
    return JSON.object(asked).text(.canonical)
  }
}
