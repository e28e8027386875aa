/// A published scale: the side of the square that has its area.
package struct Tier: Sendable, Hashable {
  /// As the pages name it: `1K`.
  package let name: String
  /// 512, 1024, 2048 or 4096, and what lies between.
  package let base: Double

  package init(name: String, base: Double) {
    self.name = name
    self.base = base
  }

  /// Reads `0.5K` and `1k` (base 1024 a K), or a bare number of megapixels: `0.25` is 512 a side.
  package init?(_ text: String) {
    let isKilo = text.hasSuffix("K") || text.hasSuffix("k")
    guard let value = PlainDecimal.value(isKilo ? text.dropLast() : text[...]), value > 0 else {
      return nil
    }
    let base = 1024 * (isKilo ? value : value.squareRoot())
    guard base.isNormal else { return nil }
    self.init(name: text, base: base)
  }
}
