import Bytes
import CanonicalJSON
import Catalog

/// The size that a client asked for, in whichever of its spellings.
enum SizeWish: Equatable {
  case nothing
  case auto
  /// `aspect_ratio: "match_input_image"`
  case likeSource
  /// A WxH, or `aspect_ratio: "custom"` with `width` and `height`, which says the same at fewer providers.
  case pixels(PixelSize, isCustomWord: Bool)
  case shape(AspectRatio, Tier?)
  case scale(Tier)
}

extension SizeWish {
  /// Read here alone, because what one of them overrides is not even looked at.
  static let fields: Set<String> = ["size", "aspect_ratio", "resolution"]

  /// The sides that Custom allows anywhere.
  static let sides = 1...14142

  /// Reads the three size fields in their order of precedence; a field that `size` overrides is not read.
  init(_ request: PlanRequest) throws(RequestFault) {
    if let size = request.value("size") {
      self = try SizeWish.size(size, request)
    } else if let shape = request.value("aspect_ratio") {
      self = try SizeWish.aspectRatio(shape, request)
    } else if let tier = try SizeWish.resolution(request) {
      self = .scale(tier)
    } else {
      self = .nothing
    }
  }

  /// Whether an edit that keeps its source's shape is exactly what it says.
  var followsSource: Bool { self == .nothing || self == .auto || self == .likeSource }

  /// The fields that another one overrides: they do nothing, and the plan says so.
  static func overridden(in request: PlanRequest) -> [(name: String, by: String)] {
    guard let size = request.value("size")?.stringValue else {
      guard let shape = request.value("aspect_ratio")?.stringValue, AspectRatio(shape) == nil,
        request.value("resolution") != nil
      else { return [] }
      return [("resolution", "aspect_ratio")]
    }
    let names = AspectRatio(size) == nil ? ["aspect_ratio", "resolution"] : ["aspect_ratio"]
    return names.filter { request.value($0) != nil }.map { ($0, "size") }
  }

  private static func size(_ value: JSON, _ request: PlanRequest) throws(RequestFault) -> SizeWish {
    guard let text = value.stringValue else { throw malformed("size", value) }
    if text == "auto" { return .auto }
    if let pixels = PixelSize(text), pixels.width > 0, pixels.height > 0 {
      try check(pixels, "size")
      return .pixels(pixels, isCustomWord: false)
    }
    guard let ratio = AspectRatio(text) else { throw malformed("size", value) }
    return .shape(ratio, try resolution(request))
  }

  private static func aspectRatio(
    _ value: JSON,
    _ request: PlanRequest
  ) throws(RequestFault) -> SizeWish {
    switch value.stringValue {
    case "auto": return .auto
    case "match_input_image": return .likeSource
    case "custom":
      let pixels = PixelSize(try side("width", request), try side("height", request))
      try check(pixels, "aspect_ratio")
      return .pixels(pixels, isCustomWord: true)
    case .some(let text):
      guard let ratio = AspectRatio(text) else { throw malformed("aspect_ratio", value) }
      return .shape(ratio, try resolution(request))
    case nil: throw malformed("aspect_ratio", value)
    }
  }

  private static func side(_ name: String, _ request: PlanRequest) throws(RequestFault) -> Int {
    guard let side = request.value(name)?.intValue else {
      throw .invalid(name, "aspect_ratio \"custom\" needs width and height as whole numbers")
    }
    return side
  }

  private static func resolution(_ request: PlanRequest) throws(RequestFault) -> Tier? {
    guard let value = request.value("resolution") else { return nil }
    guard let text = value.stringValue else { throw malformed("resolution", value) }
    if text == "auto" { return nil }
    guard let tier = Tier(text) else { throw malformed("resolution", value) }
    return tier
  }

  private static func check(_ pixels: PixelSize, _ name: String) throws(RequestFault) {
    guard sides.contains(pixels.width), sides.contains(pixels.height) else {
      throw .invalid(
        name,
        "each side of a size is \(sides.lowerBound) to \(sides.upperBound) pixels, not \(pixels)"
      )
    }
  }

  private static func malformed(_ name: String, _ value: JSON) -> RequestFault {
    let forms =
      name == "resolution"
      ? "a tier such as \"1K\", a number of megapixels such as \"0.25\", or \"auto\""
      : name == "size"
        ? "WIDTHxHEIGHT such as \"1024x1024\", W:H such as \"16:9\", or \"auto\""
        : "W:H such as \"16:9\", or \"auto\""
    return .invalid(name, "\(name) is \(value.text()); it must be \(forms)")
  }
}

extension SizeWish {
  /// The fields of a request that decide its size.
  static func deciding(_ request: PlanRequest) -> [String] {
    let overridden = Set(overridden(in: request).map(\.name))
    return ["size", "aspect_ratio", "resolution"].filter {
      request.value($0) != nil && !overridden.contains($0)
    }
  }

  /// Whether `name` is the width or height of a custom size, which the size has taken in.
  static func isCustomSide(_ name: String, _ wish: SizeWish) -> Bool {
    guard case .pixels(_, isCustomWord: true) = wish else { return false }
    return name == "width" || name == "height"
  }
}
