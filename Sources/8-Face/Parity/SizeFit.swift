package import Bytes
import Catalog

/// The fit of a size at an offer.
package struct SizeFit: Sendable, Equatable {
  package enum Grade: String, Sendable, CaseIterable {
    /// The very pixels.
    case exact
    /// The shape that was asked, in the provider's own pixels.
    case nominal
    /// Another shape or scale, the nearest that the offer has.
    case nearest
    /// The provider chooses, as it was asked to.
    case chosen
    /// Not at all.
    case unsupported
  }

  package internal(set) var grade: Grade
  /// The pixels that come, as far as a rule or a picture tells.
  package internal(set) var delivers: PixelSize?
  /// Whether the pixels were counted in a picture rather than planned.
  package internal(set) var isMeasured = false
  /// The provider's word for the shape, where it has words.
  package let word: String?
  /// How far the shape is from what was asked: 0.5 where one is half again as wide as the other.
  package internal(set) var distance: Double?
  /// Why it can't be had.
  package internal(set) var why: String?

  /// Whether the shape that was asked is the one that comes.
  package var keepsShape: Bool { grade == .exact || grade == .nominal || grade == .chosen }

  var isServed: Bool { grade != .unsupported }

  static func unsupported(_ why: String) -> SizeFit {
    SizeFit(grade: .unsupported, word: nil, why: why)
  }

  /// Takes in the pixels of a picture; a plan that promised others is corrected.
  mutating func measure(_ pixels: PixelSize, for asked: AskedSize) {
    isMeasured = true
    defer { delivers = pixels }
    guard let wanted = asked.pixels, grade != .nearest else { return }
    grade = pixels == wanted ? .exact : .nominal
  }

  mutating func lose(_ why: String) {
    grade = .unsupported
    self.why = why
  }
}

extension SizeFit {
  /// The difference of the delivered pixels, in percent: the shape's width over height, and the area.
  package func drift(from asked: AskedSize) -> (shape: Double, area: Double)? {
    guard let wanted = asked.pixels, let delivers, wanted != delivers else { return nil }
    return (
      (delivers.ratio / wanted.ratio - 1) * 100,
      (Double(delivers.area) / Double(wanted.area) - 1) * 100
    )
  }
}
