import Bytes
import CanonicalJSON
import Catalog

/// Says a client's size in one operation's terms.
struct SizeMapper {
  let sizes: SizeTable
  let operation: Operation
  let mode: Mode
  let source: PixelSize?

  /// The choice for `wish`, or why this operation must refuse it.
  func choice(for wish: SizeWish) throws(RequestFault) -> SizeChoice {
    var choice: SizeChoice
    switch wish {
    case .nothing: choice = mode == .edit ? following(isDefault: true) : usual
    case .auto:
      if mode == .edit {
        choice = following()
      } else {
        choice = sizes.takesAuto ? SizeChoice(grade: .exact) : usual
      }
    case .likeSource: choice = try likeSource()
    case .scale(let tier):
      choice = mode == .edit ? following(at: tier) : shape(SizeMapper.square, tier)
    case .shape(let ratio, let tier): choice = shape(ratio, tier)
    case .pixels(let pixels, let isCustomWord):
      choice = try self.pixels(pixels, isCustomWord: isCustomWord)
    }
    if case .none = operation.sizing { choice.isDropped = !wish.followsSource }
    choice.delivers = operation.delivers(input: choice.fields, source: source)
    if choice.grade == nil { choice.grade = grade(choice, wish) }
    if case .pixels(let pixels, _) = wish, sizes.row(pixels: pixels) == nil {
      choice.isMissed = sizes.custom != nil && choice.grade != .exact
    }
    return choice
  }

  static let square = AspectRatio(width: 1, height: 1)

  /// A generation without a size: the square, by shape alone where the provider's own scale is the default.
  private var usual: SizeChoice {
    var choice = shape(SizeMapper.square, nil)
    choice.isDefault = true
    if case .ratio(let sizing) = operation.sizing, let scale = sizing.scale,
      choice.fields[scale.field] == .string(scale.usual.name)
    {
      choice.fields[scale.field] = nil
    }
    return choice
  }

  /// An edit that keeps its source's shape.
  private func following(isDefault: Bool = false) -> SizeChoice {
    var choice = SizeChoice(isDefault: isDefault, grade: .exact)
    if case .ratio(let sizing) = operation.sizing, let word = sizing.sourceWord {
      choice.fields[sizing.field] = .string(word)
    }
    return choice
  }

  /// An edit that keeps its source's shape, at a scale of its own where that can be said.
  private func following(at tier: Tier) -> SizeChoice {
    var choice = following()
    guard case .ratio(let sizing) = operation.sizing, let scale = sizing.scale,
      let word = Nearest.tier(to: nearestTier(tier.base).base, among: scale.values)
    else { return choice }
    choice.fields[scale.field] = .string(word.name)
    return choice
  }

  private func likeSource() throws(RequestFault) -> SizeChoice {
    if mode == .edit { return following() }
    guard case .ratio(let sizing) = operation.sizing, let word = sizing.sourceWord else {
      throw .invalid("aspect_ratio", "\"match_input_image\" needs an input image")
    }
    return SizeChoice(fields: [sizing.field: .string(word)], grade: .exact)
  }

  private func shape(_ wanted: AspectRatio, _ tier: Tier?) -> SizeChoice {
    let base = nearestTier(tier?.base ?? defaultBase)
    switch operation.sizing {
    case .none: return SizeChoice()
    case .pixels(let sizing):
      return row(wanted, base, among: sizes.rows) { [sizing.field: sizing.value(of: $0)] }
    case .sides(let sizing):
      let fitting = sizes.rows.filter { sizing.takes($0.pixels) }
      let wish = tier?.base ?? defaultBase
      guard let nearest = Nearest.tier(to: wish, among: fitting.map(\.tier)) else {
        return SizeChoice()
      }
      return row(wanted, nearest, among: fitting, fields: sizing.fields)
    case .ratio(let sizing):
      guard let ratio = Nearest.ratio(to: wanted.value, among: sizing.ratios) else {
        return SizeChoice()
      }
      var choice = SizeChoice(fields: [sizing.field: .string(sizing.word(for: ratio))])
      if let scale = sizing.scale, let word = Nearest.tier(to: base.base, among: scale.values) {
        choice.fields[scale.field] = .string(word.name)
      }
      choice.row = sizes.row(ratio: ratio, tier: base)
      choice.distance = Nearest.distance(wanted.value, ratio.value)
      return choice
    }
  }

  /// Where pixels are taken, the model's own rows are what is supported.
  private func row(
    _ wanted: AspectRatio,
    _ tier: Tier,
    among rows: [SizeTable.Row],
    fields: (PixelSize) -> JSONObject
  ) -> SizeChoice {
    let listed = rows.filter { $0.tier.base == tier.base }.map(\.ratio)
    guard let ratio = Nearest.ratio(to: wanted.value, among: listed),
      let row = sizes.row(ratio: ratio, tier: tier)
    else { return SizeChoice() }
    var choice = SizeChoice(fields: fields(row.pixels), row: row)
    choice.distance = Nearest.distance(wanted.value, ratio.value)
    return choice
  }

  private func pixels(
    _ pixels: PixelSize,
    isCustomWord: Bool
  ) throws(RequestFault) -> SizeChoice {
    if isCustomWord, customWord == nil {
      throw .invalid("aspect_ratio", "\"custom\" is not supported here; use size \"\(pixels)\"")
    }
    let row = sizes.row(pixels: pixels)
    switch operation.sizing {
    case .none: return SizeChoice()
    case .pixels(let sizing):
      guard sizes.custom != nil || row != nil else { return snapped(pixels) }
      return SizeChoice(fields: [sizing.field: sizing.value(of: pixels)], row: row)
    case .sides(let sizing):
      if let row { return shape(row.ratio, row.tier) }
      guard sizes.custom != nil, sizing.takes(pixels) else { return snapped(pixels) }
      return SizeChoice(fields: sizing.fields(pixels))
    case .ratio(let sizing):
      if let row { return shape(row.ratio, row.tier) }
      guard let custom = sizing.custom, custom.range.contains(pixels.width),
        custom.range.contains(pixels.height)
      else { return snapped(pixels) }
      return SizeChoice(fields: custom.fields(pixels, in: sizing.field))
    }
  }

  /// The nearest shape, then the nearest scale by area.
  private func snapped(_ pixels: PixelSize) -> SizeChoice {
    let base = Double(pixels.area).squareRoot()
    let ratio = AspectRatio(width: Double(pixels.width), height: Double(pixels.height))
    var choice = shape(ratio, Tier(name: "", base: base))
    if case .ratio(let sizing) = operation.sizing, let scale = sizing.scale, scale.followsPixels,
      let word = Nearest.tier(to: base, among: scale.values)
    {
      choice.fields[scale.field] = .string(word.name)
      if word.base != choice.row?.tier.base { choice.row = nil }
    }
    return choice
  }

  private var customWord: String? {
    guard case .ratio(let sizing) = operation.sizing else { return nil }
    return sizing.custom?.word
  }

  /// The published default is 1024×1024: the tier of that area, or whichever is nearest.
  var defaultBase: Double { 1024 }

  func nearestTier(_ base: Double) -> Tier {
    Nearest.tier(to: base, among: sizes.tiers) ?? Tier(name: "1K", base: 1024)
  }
}
