import CanonicalJSON
import Catalog

extension SizeOracle {
  /// Of the model's rows only those that fit the two fields are supported; the scale is chosen before the shape.
  func row(_ wanted: Double, base: Double, _ sizing: SidesSizing) -> SizeAnswer {
    let fitting = rows.compactMap { row in
      rules.size(row.width, row.height, sizing).map { (row: row, size: $0) }
    }
    guard let tier = rules.nearest(base: base, among: fitting.map(\.row.base)) else {
      return .fields([:], delivers: .open)
    }
    let listed = fitting.filter { $0.row.base == fitting[tier].row.base }
    guard let index = rules.nearest(shape: wanted, among: listed.map(\.row.ratio)) else {
      return .fields([:], delivers: .open)
    }
    return sides(listed[index].size, sizing)
  }

  func sides(_ size: (width: Int, height: Int), _ sizing: SidesSizing) -> SizeAnswer {
    .fields(
      [
        sizing.width.field: .integer(size.width), sizing.height.field: .integer(size.height),
      ],
      delivers: .pixels(width: size.width, height: size.height)
    )
  }
}

extension SizeRules {
  /// The size that two fields can say: each side in whole steps, or nil where it is out of their bounds.
  ///
  /// Sides are held against the bounds as they were asked, the area as it is sent.
  func size(_ width: Int, _ height: Int, _ sizing: SidesSizing) -> (width: Int, height: Int)? {
    guard sizing.width.range ~= width, sizing.height.range ~= height else { return nil }
    let size = (
      width: max(sizing.width.step, stepped(side: width, step: sizing.width.step)),
      height: max(sizing.height.step, stepped(side: height, step: sizing.height.step))
    )
    guard size.width * size.height <= sizing.mostPixels ?? .max else { return nil }
    return size
  }
}
