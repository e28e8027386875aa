import CanonicalJSON
import Catalog

extension MapGrid {
  /// The values of one parameter that are worth asking for, and where its bounds may lie.
  struct ParameterAsks {
    var name: String
    var asks: [JSONObject]
    var points: [Double]?
  }

  static func parameters(_ subject: MapSubject) -> [ParameterAsks] {
    let known = subject.parameters.filter {
      $0.modes.contains(subject.mode) && !reserved.contains($0.name) && $0.kind != .file
    }
    let own = known.map { asks(for: $0, subject) }
    let names = Set(known.map(\.name))
    return own + usual(subject).filter { !names.contains($0.name) }
  }

  /// The names that have asks of their own.
  private static let reserved: Set<String> = [
    "prompt", "seed", "size", "aspect_ratio", "resolution", "image", "mask", "response_format",
    "output_format", "output_compression", "n",
  ]

  private static func asks(for parameter: Parameter, _ subject: MapSubject) -> ParameterAsks {
    let field = subject.operation?.field(
      subject.operation?.renames[parameter.name] ?? parameter.name
    )
    let name = parameter.name
    var values: [JSON]
    var points: [Double]?
    switch parameter.kind {
    case .boolean: values = [true, false, "maybe"]
    case .string, .file:
      values = Array((parameter.values ?? field?.values ?? ["a word"]).prefix(4)) + ["banana"]
    case .integer, .number:
      let low = parameter.minimum ?? field?.minimum
      let high = parameter.maximum ?? field?.maximum
      values = [inside(low, high, isWhole: parameter.kind == .integer), "many"]
      points = bounds(low, high)
    }
    if subject.mode == .textToImage { values.append(.null) }
    return ParameterAsks(name: name, asks: values.map { [name: $0] }, points: points)
  }

  private static func inside(_ low: Double?, _ high: Double?, isWhole: Bool) -> JSON {
    let middle = ((low ?? 1) + (high ?? 9)) / 2
    return isWhole || middle > 20 ? .integer(Int(middle)) : .number(JSONNumber(middle + 0.25))
  }

  /// Known bounds with their neighbors; where none is known, numbers far apart.
  private static func bounds(_ low: Double?, _ high: Double?) -> [Double] {
    guard low != nil || high != nil else { return [-1, 0, 1, 2, 10, 20, 50, 100, 1000] }
    let near = [low.map { [$0 - 1, $0] }, high.map { [$0, $0 + 1] }].compactMap(\.self)
    return Set(near.flatMap(\.self)).sorted()
  }

  /// The parameters that OpenAI's API has, and names that nobody knows.
  private static func usual(_ subject: MapSubject) -> [ParameterAsks] {
    var asks = [
      ParameterAsks(
        name: "quality",
        asks: ["low", "high", "hd", "banana"].map { ["quality": $0] }
      ),
      ParameterAsks(name: "style", asks: ["vivid", "banana"].map { ["style": $0] }),
      ParameterAsks(
        name: "background",
        asks: ["transparent", "opaque"].map { ["background": $0] }
      ),
      ParameterAsks(name: "moderation", asks: [["moderation": "low"]]),
      ParameterAsks(name: "user", asks: [["user": "somebody"]]),
      ParameterAsks(
        name: "vendor_option",
        asks: [["vendor_option": "a word"], ["vendor_option": 7]]
      ),
    ]
    if subject.parameters.isEmpty { asks += guidance }
    if subject.mode == .edit {
      asks.append(ParameterAsks(name: "input_fidelity", asks: [["input_fidelity": "high"]]))
      return asks
    }
    asks.append(
      ParameterAsks(
        name: "vendor_option",
        asks: [
          ["vendor_option": false], ["vendor_option": ["deep": [1, "two"]]],
          ["vendor_option": .null],
        ]
      )
    )
    return asks
  }

  /// What image models mostly take, where no page says what this one does.
  private static let guidance = [
    ParameterAsks(
      name: "cfg_scale",
      asks: [["cfg_scale": 7.5]],
      points: [-1, 0, 1, 2, 10, 20, 50, 100]
    ),
    ParameterAsks(name: "guidance_scale", asks: [["guidance_scale": 7.5]]),
    ParameterAsks(name: "num_inference_steps", asks: [["num_inference_steps": 20]]),
    ParameterAsks(name: "negative_prompt", asks: [["negative_prompt": "blur"]]),
    ParameterAsks(
      name: "safety_tolerance",
      asks: [["safety_tolerance": "2"], ["safety_tolerance": 2]]
    ),
    ParameterAsks(name: "strength", asks: [["strength": 0.5]]),
  ]
}
