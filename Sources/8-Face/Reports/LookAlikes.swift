import CanonicalJSON

/// Two texts that differ and look alike, such as a letter with its accent in one character and in two.
enum LookAlikes {
  /// The values as they are shown: such texts with what is not plain ASCII as code points.
  static func told(_ actual: JSON?, _ expected: JSON?) -> (actual: JSON?, expected: JSON?) {
    guard let one = actual?.stringValue, let other = expected?.stringValue,
      one == other, Array(one.utf8) != Array(other.utf8)
    else { return (actual, expected) }
    return (.string(spelt(one)), .string(spelt(other)))
  }

  private static func spelt(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.isASCII ? String(scalar) : "U+" + String(scalar.value, radix: 16, uppercase: true)
    }.joined()
  }
}
