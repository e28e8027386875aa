import Bytes
import CanonicalJSON
import Catalog

extension SizeMapper {
  /// How closely a choice keeps to what was asked; nil where the size is dropped.
  func grade(_ choice: SizeChoice, _ wish: SizeWish) -> Grade? {
    if choice.isDropped { return nil }
    switch wish {
    case .pixels(let pixels, _):
      if choice.delivers == pixels { return .exact }
      if let row = choice.row, row.pixels == pixels { return .nominal }
      return isCustom(choice) ? .nominal : .nearest
    case .shape(let ratio, let tier):
      guard choice.distance == 0, choice.row.map({ $0.ratio == ratio }) ?? true,
        isAtScale(choice, tier)
      else { return .nearest }
    case .scale(let tier):
      guard isAtScale(choice, tier) else { return .nearest }
    case .nothing, .auto, .likeSource: break
    }
    return choice.delivers == choice.row?.pixels ? .exact : .nominal
  }

  /// Whether the scale is exactly the one that was asked, or the default where none was.
  private func isAtScale(_ choice: SizeChoice, _ tier: Tier?) -> Bool {
    let supported = nearestTier(tier?.base ?? defaultBase).base
    return tier.map { $0.base == supported } ?? true
      && choice.row.map { $0.tier.base == supported } ?? true
  }

  /// Whether free pixels are sent on, perhaps rounded.
  private func isCustom(_ choice: SizeChoice) -> Bool {
    switch operation.sizing {
    case .none, .pixels: false
    case .sides: choice.row == nil
    case .ratio(let sizing):
      sizing.custom.map { choice.fields[sizing.field] == .string($0.word) } ?? false
    }
  }
}
