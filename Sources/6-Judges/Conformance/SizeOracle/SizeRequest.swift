import CanonicalJSON

/// The meaning of a request's size fields, read by the letter of the contract and by nothing else.
enum SizeRequest: Equatable {
  case silent
  case auto
  case likeSource
  case shape(Double, base: Double?)
  case scale(Double)
  case pixels(width: Int, height: Int)
  case custom(width: Int, height: Int)
  case malformed
  /// A side outside 1–14142.
  case outOfRange
}

extension SizeRequest {
  /// Null is as absent; what `size` overrides is not read.
  init(_ request: JSONObject) {
    switch SizeRequest.present("size", request) {
    case .string("auto"): self = .auto
    case .string(let text): self = SizeRequest.size(text, request)
    case .some: self = .malformed
    case nil: self = SizeRequest.withoutSize(request)
    }
  }

  private static func present(_ name: String, _ request: JSONObject) -> JSON? {
    request[name].unlessNull
  }

  private static func size(_ text: String, _ request: JSONObject) -> SizeRequest {
    if let sides = SizeText.pixels(text) { return pixels(sides.0, sides.1, isCustom: false) }
    return shape(text, request)
  }

  private static func withoutSize(_ request: JSONObject) -> SizeRequest {
    switch present("aspect_ratio", request) {
    case .string("auto"): return .auto
    case .string("match_input_image"): return .likeSource
    case .string("custom"):
      guard let width = request["width"]?.intValue, let height = request["height"]?.intValue
      else { return .malformed }
      return pixels(Double(width), Double(height), isCustom: true)
    case .string(let text): return shape(text, request)
    case .some: return .malformed
    case nil:
      guard let base = resolution(request) else { return .malformed }
      return base.map(SizeRequest.scale) ?? .silent
    }
  }

  private static func shape(_ text: String, _ request: JSONObject) -> SizeRequest {
    guard let ratio = SizeText.ratio(text), let base = resolution(request) else {
      return .malformed
    }
    return .shape(ratio, base: base)
  }

  private static func pixels(_ width: Double, _ height: Double, isCustom: Bool) -> SizeRequest {
    guard width >= 1, height >= 1, width <= 14142, height <= 14142 else { return .outOfRange }
    return isCustom
      ? .custom(width: Int(width), height: Int(height))
      : .pixels(width: Int(width), height: Int(height))
  }

  /// Nil where the field is malformed; an inner nil where it says nothing.
  private static func resolution(_ request: JSONObject) -> Double?? {
    switch present("resolution", request) {
    case nil, .string("auto"): return .some(nil)
    case .string(let text): return SizeText.base(text).map { .some($0) }
    default: return nil
    }
  }
}
