import CanonicalJSON

extension JSON? {
  /// The value, unless it is absent or an explicit null.
  var unlessNull: JSON? {
    guard let value = self, !value.isNull else { return Optional.none }
    return .some(value)
  }
}
