import Bytes
import CanonicalJSON
import Catalog

/// The judge's own reading of the contract's section on sizes, for one operation of one model.
///
/// It takes lists from the catalog and arithmetic from nowhere: what it says is an independent second opinion.
struct SizeOracle: Sendable {
  let rows: [Row]
  private let takesAuto: Bool
  private let takesCustom: Bool
  private let operation: Operation
  private let isEdit: Bool
  let rules: SizeRules

  struct Row: Sendable {
    var width: Int
    var height: Int
    var ratio: Double
    var base: Double
  }

  init(_ sizes: SizeTable, _ operation: Operation, mode: Mode, rules: SizeRules = SizeRules()) {
    rows = sizes.rows.map { row in
      Row(
        width: row.pixels.width,
        height: row.pixels.height,
        ratio: SizeText.ratio(row.ratio.text) ?? 1,
        base: SizeText.base(row.tier.name) ?? 1024
      )
    }
    takesAuto = sizes.takesAuto
    takesCustom = sizes.custom != nil
    self.operation = operation
    self.rules = rules
    isEdit = mode == .edit
  }

  /// The fields of the provider's input that say a size here.
  var sizeFields: [String] { operation.sizing.fields }

  func answer(to request: JSONObject) -> SizeAnswer {
    switch SizeRequest(request) {
    case .malformed, .outOfRange: .refused
    case .silent: isEdit ? followingSource : usual
    case .auto: isEdit ? followingSource : takesAuto ? .fields([:], delivers: .open) : usual
    case .likeSource: likeSource
    case .scale(let base): isEdit ? followingSource(at: base) : shape(1, base: base)
    case .shape(let ratio, let base): shape(ratio, base: base)
    case .pixels(let width, let height): pixels(width, height)
    case .custom(let width, let height): hasCustomWord ? pixels(width, height) : .refused
    }
  }

  private var hasCustomWord: Bool {
    guard case .ratio(let sizing) = operation.sizing else { return false }
    return sizing.custom != nil
  }

  /// A generation without a size is 1024x1024; by shape alone where a shape is all that is said.
  private var usual: SizeAnswer {
    switch operation.sizing {
    case .none: .fields([:], delivers: .open)
    case .pixels, .sides: pixels(1024, 1024)
    case .ratio(let sizing): ratio(1, word: sizing.scale.flatMap(unusualWord), sizing)
    }
  }

  /// The word for the default scale, where the provider would take another one by itself.
  private func unusualWord(_ scale: RatioSizing.Scale) -> Tier? {
    let word = word(for: tier(nearest: 1024), scale)
    return word?.base == scale.usual.base ? nil : word
  }

  private var followingSource: SizeAnswer {
    guard case .ratio(let sizing) = operation.sizing, let word = sizing.sourceWord else {
      return .fields([:], delivers: .open)
    }
    return .fields([sizing.field: .string(word)], delivers: .open)
  }

  /// The source's shape at the scale that was asked, where the offer has a word for it.
  private func followingSource(at base: Double) -> SizeAnswer {
    guard case .ratio(let sizing) = operation.sizing, sizing.sourceWord != nil,
      let scale = sizing.scale, let word = word(for: tier(nearest: base), scale),
      case .fields(var fields, let delivers) = followingSource
    else { return followingSource }
    fields.append(scale.field, .string(word.name))
    return .fields(fields, delivers: delivers)
  }

  private var likeSource: SizeAnswer {
    if case .ratio(let sizing) = operation.sizing, sizing.sourceWord != nil {
      return followingSource
    }
    return isEdit ? followingSource : .refused
  }
}

extension SizeOracle {
  /// A shape with the nearest of the model's scales.
  private func shape(_ wanted: Double, base: Double?) -> SizeAnswer {
    let tier = tier(nearest: base ?? 1024)
    switch operation.sizing {
    case .none: return .fields([:], delivers: .open)
    case .pixels(let sizing): return row(wanted, base: tier, sizing)
    case .sides(let sizing): return row(wanted, base: base ?? 1024, sizing)
    case .ratio(let sizing):
      return ratio(wanted, word: sizing.scale.flatMap { word(for: tier, $0) }, sizing)
    }
  }

  private func tier(nearest base: Double) -> Double {
    let bases = rows.map(\.base)
    return rules.nearest(base: base, among: bases).map { bases[$0] } ?? 1024
  }

  private func word(for base: Double, _ scale: RatioSizing.Scale) -> Tier? {
    rules.nearest(base: base, among: scale.values.map(\.base)).map { scale.values[$0] }
  }

  /// Where free pixels are taken, the model's own rows are what a shape can become.
  private func row(_ wanted: Double, base: Double, _ sizing: PixelSizing) -> SizeAnswer {
    let listed = rows.filter { $0.base == base }
    guard let index = rules.nearest(shape: wanted, among: listed.map(\.ratio)) else {
      return .fields([:], delivers: .open)
    }
    // Of several rows of one shape, the law's.
    let alike = listed.filter { $0.ratio == listed[index].ratio }
    let row = alike.first { rules.lawful(ratio: $0.ratio, base: base) == ($0.width, $0.height) }
    return free((row ?? alike[0]).width, (row ?? alike[0]).height, sizing)
  }

  private func free(_ width: Int, _ height: Int, _ sizing: PixelSizing) -> SizeAnswer {
    .fields(
      [
        sizing.field: sizing.isText
          ? .string("\(width)x\(height)")
          : ["width": .integer(width), "height": .integer(height)]
      ],
      delivers: .pixels(width: width, height: height)
    )
  }

  private func ratio(_ wanted: Double, word: Tier?, _ sizing: RatioSizing) -> SizeAnswer {
    let shapes = sizing.ratios.map { SizeText.ratio($0.text) ?? 1 }
    guard let index = rules.nearest(shape: wanted, among: shapes) else {
      return .fields([:], delivers: .open)
    }
    var fields: JSONObject = [sizing.field: .string(sizing.word(for: sizing.ratios[index]))]
    if let scale = sizing.scale, let word { fields.append(scale.field, .string(word.name)) }
    let base = word?.base ?? sizing.scale?.usual.base ?? 1024
    return .fields(fields, delivers: delivery(of: sizing.ratios[index], shapes[index], base))
  }

  private func delivery(
    of name: AspectRatio,
    _ ratio: Double,
    _ base: Double
  ) -> SizeAnswer.Delivered {
    switch operation.delivery {
    case .exact:
      let size = rules.lawful(ratio: ratio, base: base)
      return .pixels(width: size.width, height: size.height)
    case .step(let step):
      let size = rules.stepped(ratio: ratio, base: base, step: step)
      return .pixels(width: size.width, height: size.height)
    case .table(let sizes):
      guard let size = sizes[name] else { return .open }
      let scale = base / 1024
      return .pixels(
        width: Int(Double(size.width) * scale),
        height: Int(Double(size.height) * scale)
      )
    case .fit: return .open
    }
  }

  private func pixels(_ width: Int, _ height: Int) -> SizeAnswer {
    if let row = rows.first(where: { $0.width == width && $0.height == height }) {
      // Where pixels are taken, a row is its pixels, also beside another row of its shape.
      if case .pixels(let sizing) = operation.sizing { return free(width, height, sizing) }
      return shape(row.ratio, base: row.base)
    }
    let wanted = Double(width) / Double(height)
    let base = (Double(width) * Double(height)).squareRoot()
    switch operation.sizing {
    case .none: return .fields([:], delivers: .open)
    case .pixels(let sizing):
      return takesCustom ? free(width, height, sizing) : shape(wanted, base: base)
    case .sides(let sizing):
      guard takesCustom, let size = rules.size(width, height, sizing) else {
        return shape(wanted, base: base)
      }
      return sides(size, sizing)
    case .ratio(let sizing):
      if let custom = sizing.custom, custom.range.contains(width), custom.range.contains(height) {
        return self.custom(width, height, custom, sizing)
      }
      guard let scale = sizing.scale, scale.followsPixels else {
        return shape(wanted, base: base)
      }
      return ratio(wanted, word: word(for: base, scale), sizing)
    }
  }

  private func custom(
    _ width: Int,
    _ height: Int,
    _ custom: RatioSizing.Custom,
    _ sizing: RatioSizing
  ) -> SizeAnswer {
    let width = rules.stepped(side: width, step: custom.step)
    let height = rules.stepped(side: height, step: custom.step)
    return .fields(
      [
        sizing.field: .string(custom.word),
        custom.widthField: .integer(width),
        custom.heightField: .integer(height),
      ],
      delivers: .pixels(width: width, height: height)
    )
  }
}
