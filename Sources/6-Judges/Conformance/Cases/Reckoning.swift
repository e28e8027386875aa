import Bytes
import Catalog

/// The judge's own reckoning of what a picture costs, by the terms of whatever catalog is at hand.
extension Price {
  /// One picture of so many megapixels, each begun one counted, made from references of so many.
  func reckoned(megapixels: Int = 1, references: Int = 0) -> Money {
    switch self {
    case .perImage(let each): each
    case .perMegapixel(let first, let further): first + further * (megapixels - 1 + references)
    }
  }

  var isPerMegapixel: Bool {
    if case .perMegapixel = self { return true }
    return false
  }
}
