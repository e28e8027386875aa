import CanonicalJSON

/// A keyword that bounds values, and which way it binds.
struct SchemaBound {
  var name: String

  init(_ name: String) { self.name = name }

  /// The change of a bound that stays.
  enum Move {
    case tighter
    case looser
    /// Some of what passed is refused, and some of what was refused passes.
    case aside
  }

  func move(from old: Double, to new: Double) -> Move {
    if name.contains("multiple") {
      if new.isMultiple(of: old) { return .tighter }
      return old.isMultiple(of: new) ? .looser : .aside
    }
    return (isLower ? new > old : new < old) ? .tighter : .looser
  }

  func tighter(_ first: Double, _ second: Double) -> Double {
    move(from: first, to: second) == .looser ? first : second
  }

  private var isLower: Bool { name.lowercased().contains("min") }

  /// A bound that nothing can be beyond: not fewer than none.
  private func isIdle(_ value: Double) -> Bool {
    value == 0 && isLower && (name.hasSuffix("Length") || name.hasSuffix("s"))
  }
}

extension SchemaBound {
  /// A list in which nothing may stand twice, told as a bound that is there or not.
  static let unique = "uniqueItems"

  /// Every keyword that bounds a value.
  static let names = [
    "exclusiveMaximum", "exclusiveMinimum", "maxContains", "maxItems", "maxLength",
    "maxProperties", "maximum", "minContains", "minItems", "minLength", "minProperties",
    "minimum", "multipleOf", unique,
  ]

  /// Reads the bounds of one schema, and fal's own limits of picture sizes.
  static func read(_ schema: JSON, into bounds: inout [String: Double]) {
    for name in names {
      guard let value = schema[name]?.doubleValue, !SchemaBound(name).isIdle(value) else {
        continue
      }
      bounds[name] = value
    }
    if schema[unique]?.boolValue == true { bounds[unique] = 1 }
    // OpenAPI 3.0 says by a flag that the bound itself is excluded.
    for (flag, plain) in [("exclusiveMaximum", "maximum"), ("exclusiveMinimum", "minimum")]
    where schema[flag]?.boolValue == true {
      bounds[flag] = bounds[plain]
      bounds[plain] = nil
    }
    for member in schema["x-fal"]?.objectValue?.members ?? [] {
      if let value = member.value.doubleValue { bounds["x-fal/\(member.name)"] = value }
    }
  }
}

extension Double {
  fileprivate func isMultiple(of other: Double) -> Bool {
    guard other != 0 else { return false }
    let ratio = self / other
    return abs(ratio - ratio.rounded()) < 1e-9
  }
}
