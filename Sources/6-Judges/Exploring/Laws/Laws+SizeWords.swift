import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What holds between the words by which a size can be said.
  static let ofSizeWords: [Law] = [spellings, pixelsWin, ratioIsAspect, scaledRatio]

  private static let spellings = same(
    "spellings",
    .published,
    "A listed size by its pixels, by its shape and scale, and by its shape alone is one size."
  ) { ask, generator, dice in
    ask.withoutSize.saying(generator.row(&dice))
  } variants: { ask, subject in
    guard let pixels = ask.pixels, ask.fields["aspect_ratio"] == nil,
      ask.fields["resolution"] == nil, let row = subject.model?.sizes.row(pixels: pixels),
      subject.model?.sizes.row(ratio: row.ratio, tier: row.tier) == row
    else { return [] }
    let (ratio, tier) = (JSON.string(row.ratio.text), JSON.string(row.tier.name))
    let plain = ask.withoutSize
    let whole = [
      plain.saying(["aspect_ratio": ratio, "resolution": tier]),
      plain.saying(["size": ratio, "resolution": tier]),
    ]
    guard row.tier.base == 1024 else { return whole }
    return whole + [plain.saying(["size": ratio]), plain.saying(["aspect_ratio": ratio])]
  }

  private static let pixelsWin = same(
    "pixels-win",
    .published,
    "Beside a size in pixels, aspect_ratio and resolution say nothing."
  ) { ask, generator, dice in
    ask.saying([
      "size": .string("\(generator.pixels(&dice))"),
      "aspect_ratio": .string(generator.shape(&dice)),
      "resolution": .string(dice.one(of: generator.vocabulary.tiers) ?? "1K"),
    ])
  } variants: { ask, _ in
    let others = [
      ask.text("aspect_ratio").map { AspectRatio($0) != nil },
      ask.text("resolution").map { Tier($0) != nil },
    ]
    guard let pixels = ask.pixels, pixels.area > 0, others.contains(true), !others.contains(false)
    else { return [] }
    return [ask.lacking(["aspect_ratio", "resolution"])]
  }

  private static let ratioIsAspect = same(
    "ratio-is-aspect",
    .published,
    "A size of the form W:H is what aspect_ratio says."
  ) { ask, generator, dice in
    ask.withoutSize.saying(["size": .string(generator.shape(&dice))])
  } variants: { ask, _ in
    guard let size = ask.text("size"), AspectRatio(size) != nil, ask.fields["aspect_ratio"] == nil
    else { return [] }
    return [ask.lacking(["size"]).saying(["aspect_ratio": .string(size)])]
  }

  private static let scaledRatio = same(
    "scaled-ratio",
    .published,
    "A shape whose sides are both multiplied is the same shape."
  ) { ask, generator, dice in
    let name = dice.comes(50) ? "size" : "aspect_ratio"
    return ask.withoutSize.saying([name: .string(generator.shape(&dice))])
  } variants: { ask, _ in
    for name in ["size", "aspect_ratio"] {
      guard let text = ask.text(name), let ratio = AspectRatio(text),
        let width = Int(exactly: ratio.width), let height = Int(exactly: ratio.height),
        width <= 1000, height <= 1000
      else { continue }
      return [2, 7].map { ask.saying([name: .string("\(width * $0):\(height * $0)")]) }
    }
    return []
  }
}
