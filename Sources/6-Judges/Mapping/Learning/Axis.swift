import Bytes
import CanonicalJSON
import Catalog

/// A line of asks that differ in one number alone, on which boundaries between two rules are looked for.
struct Axis: Sendable {
  /// As people read it: `size W:H`.
  let name: String
  /// Where the search begins, ascending.
  let points: [Double]
  /// Two numbers this close together, as a share of the smaller, have nothing between them; 0 for whole numbers.
  var closeness: Double
  let ask: @Sendable (Double) -> JSONObject

  /// The numbers between two that are worth asking; none where the boundary is known well enough.
  ///
  /// Whole numbers at both ends come first: bounds are mostly where people know them to be.
  func between(_ low: Double, _ high: Double, isFirst: Bool) -> [Double] {
    if closeness > 0 {
      guard high / low > 1 + closeness else { return [] }
      let middle = Axis.hundredths((low * high).squareRoot())
      return middle > low && middle < high ? [middle] : []
    }
    guard high - low > 1 else { return [] }
    let middle =
      low > 0 ? (low * high).squareRoot().rounded(.down) : ((low + high) / 2).rounded(.down)
    let inner = min(max(middle, low + 1), high - 1)
    return Set(isFirst ? [low + 1, inner, high - 1] : [inner]).sorted()
  }

  /// Ratios are asked in hundredths of the longer side, so that every gateway can read them.
  private static func hundredths(_ ratio: Double) -> Double {
    ratio >= 1 ? (ratio * 100).rounded() / 100 : 100 / (100 / ratio).rounded()
  }
}

extension Axis {
  /// The shapes that people ask for.
  static let shapes = [
    "1:8", "1:4", "1:3", "9:21", "1:2", "9:16", "2:3", "3:4", "4:5", "1:1", "5:4", "4:3", "3:2",
    "16:9", "2:1", "21:9", "3:1", "4:1", "8:1",
  ]

  private static let ratios = shapes.compactMap { AspectRatio($0)?.value }

  /// Shapes by name, in a member.
  static func ratio(in member: String) -> Axis {
    Axis(name: "\(member) W:H", points: ratios, closeness: 0.012) { ratio in
      [member: .string(shape(ratio))]
    }
  }

  /// Shapes by pixels, about one megapixel each.
  static let pixels = Axis(name: "size WxH of a megapixel", points: ratios, closeness: 0.012) {
    ["size": .string("\(SizeLaw.pixels(ratio: $0, base: 1024))")]
  }

  /// Squares of any side.
  static func square(_ points: [Double]) -> Axis {
    Axis(name: "size of a square", points: points, closeness: 0) { side in
      ["size": .string("\(Int(side))x\(Int(side))")]
    }
  }

  /// Sides that would make too large a square, beside a short one.
  static let side = Axis(
    name: "size by its longer side",
    points: [4096, 8192, 14142, 14143, 16384],
    closeness: 0
  ) { ["size": .string("\(Int($0))x64")] }

  /// A number in a parameter.
  static func number(_ name: String, _ points: [Double]) -> Axis {
    Axis(name: name, points: points, closeness: 0) { value in
      [name: value == value.rounded() ? .integer(Int(value)) : .number(JSONNumber(value))]
    }
  }

  /// The shape as people write it; others in hundredths.
  private static func shape(_ ratio: Double) -> String {
    if let known = shapes.first(where: { AspectRatio($0)?.value == ratio }) { return known }
    return ratio >= 1
      ? "\(Int((ratio * 100).rounded())):100" : "100:\(Int((100 / ratio).rounded()))"
  }
}
