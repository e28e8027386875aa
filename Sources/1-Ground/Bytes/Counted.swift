extension Int {
  /// With the noun in its number: `1 exchange`, `3 exchanges`.
  package func counted(_ noun: String) -> String {
    let ending = noun.hasSuffix("s") ? "es" : "s"
    return "\(self) \(noun)\(self == 1 ? "" : ending)"
  }
}
