import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What holds between sizes, whatever table a gateway has.
  static let ofSizes: [Law] = [fixedPoint, nearest, mirrored, heard, usualSize, editSize]

  /// What arrives is on some list or free: asked for by its own name, it arrives again.
  private static var fixedPoint: Law {
    var law = related(
      "fixed-point",
      .published,
      "A size that a gateway has made of a wish comes to itself when it is asked for."
    ) { ask, generator, dice in
      ask.withoutSize.saying(generator.size(&dice))
    } asks: { ask, _ in
      Subject.sizeNames.contains { ask.text($0) != nil } ? [ask] : nil
    } judge: { trial in
      guard trial.sides.count == 2, trial.sides[0].isServed else { return nil }
      guard let first = trial.sides[0].calls.first, let again = trial.sides[1].calls.first else {
        return Broken(
          ifAny: trial.sides[1].differs(from: trial.sides[0], without: []),
          asks: [0, 1]
        )
      }
      guard first.place == again.place, first.said != again.said,
        first.pixels == nil || first.pixels != again.pixels
      else { return nil }
      return Broken(asks: [0, 1], [again.saysOtherwise(than: first)])
    }
    law.follow = { trial in
      guard trial.sides[0].isServed, let said = trial.sides[0].calls.first?.said else { return nil }
      let ask = trial.asks[0]
      var members: JSONObject = ["size": .string(said)]
      if AspectRatio(said) != nil, let scale = ask.fields["resolution"] {
        members["resolution"] = scale
      }
      return ask.withoutSize.saying(members)
    }
    return law
  }

  private static let nearest = related(
    "nearest",
    .published,
    "No shape is taken farther than to a shape that another wish is taken to."
  ) { ask, generator, dice in
    generator.shaped(ask, &dice)
  } asks: { ask, subject in
    ask.wish.flatMap { wish in
      guard subject.isFree || !wish.isPixels else { return nil }
      let below = subject.shapes.last { $0.value < wish.ratio.value }
      let above = subject.shapes.first { $0.value > wish.ratio.value }
      let listed = [below, above].compactMap(\.self)
      return [ask] + listed.map { ask.saying([wish.name: .string($0.text)]) }
    }
  } judge: { trial in
    guard let wish = trial.asks[0].wish?.ratio.value, trial.sides[0].isServed,
      let own = trial.sides[0].calls.first, let made = own.shape
    else { return nil }
    for index in trial.sides.indices.dropFirst() where trial.sides[index].isServed {
      guard let call = trial.sides[index].calls.first, let other = call.shape,
        call.place == own.place, other.isNamed == made.isNamed
      else { continue }
      guard Distance.isFarther(made.ratio, than: other.ratio, from: wish, isExact: made.isNamed)
      else { continue }
      return Broken(asks: [0, index], [own.saysOtherwise(than: call)])
    }
    return nil
  }

  private static let mirrored = related(
    "mirrored",
    .policy,
    "Where a list holds every shape with its mirror image, a wish on its side is answered on its side."
  ) { ask, generator, dice in
    generator.shaped(ask, &dice)
  } asks: { ask, subject in
    guard subject.isMirrored == true, let wish = ask.wish, !wish.isPixels else { return nil }
    return [ask, ask.saying([wish.name: .string(wish.turned)])]
  } judge: { trial in
    guard let own = trial.sides[0].calls.first, let other = trial.sides[1].calls.first,
      trial.areAllServed, own.place == other.place, let shape = own.shape,
      let turned = other.shape, shape.isNamed == turned.isNamed
    else { return nil }
    let isTurned = abs(shape.ratio * turned.ratio - 1) < (shape.isNamed ? 1e-9 : 0.01)
    return isTurned ? nil : Broken(asks: [0, 1], [other.saysOtherwise(than: own)])
  }

  /// A gateway that hears no size at all obeys every law of equality.
  private static let heard = related(
    "heard",
    .published,
    "Two listed shapes reach a provider that is told of sizes as two."
  ) { ask, generator, dice in
    ask.withoutSize.saying(["aspect_ratio": .string(dice.comes(50) ? "16:9" : "4:3")])
      .saying(dice.comes(50) ? [:] : generator.row(&dice))
  } asks: { ask, subject in
    guard subject.operation?.sizing.fields.isEmpty != true else { return nil }
    let name = ask.fields["size"] == nil ? "aspect_ratio" : "size"
    guard let text = ask.text(name), let model = subject.model else { return nil }
    let ratio = model.sizes.row(pixels: PixelSize(text) ?? PixelSize(0, 0))?.ratio
    guard let shape = ratio ?? AspectRatio(text), shape.value != 1,
      model.sizes.ratios.contains(shape)
    else { return nil }
    let other = JSON.string(name == "size" && PixelSize(text) != nil ? "1024x1024" : "1:1")
    return [ask, ask.saying([name: other])]
  } judge: { trial in
    guard trial.areAllServed, let own = trial.sides[0].calls.first,
      let other = trial.sides[1].calls.first, own.place == other.place,
      // Where no offer is forced, the call tells whether its provider hears of sizes at all.
      trial.subject.operation != nil || !own.sizeFields.isEmpty
    else { return nil }
    let names = own.sizeFields.union(other.sizeFields).union(["image_size", "size", "aspect_ratio"])
    let isSame = names.allSatisfy { name in
      (own.input[name] ?? .null).isSameValue(as: other.input[name] ?? .null)
    }
    guard isSame else { return nil }
    return Broken(
      asks: [0, 1],
      [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input"]),
          actual: .string(own.said ?? "no size"),
          expected: .string("another size than for the second ask"),
          why: "both asks reach the provider as one"
        )
      ]
    )
  }

  private static let usualSize = same(
    "usual-size",
    .documented,
    "A generation without a size is one of 1024x1024."
  ) { ask, _, _ in
    ask.withoutSize
  } variants: { ask, subject in
    guard subject.mode == .textToImage, Subject.sizeNames.allSatisfy({ ask.fields[$0] == nil }),
      subject.model?.sizes.row(pixels: PixelSize(1024, 1024)) != nil, ask.text("image_size") == nil,
      subject.operation?.sizing.fields.contains(where: { ask.fields[$0] != nil }) != true
    else { return [] }
    return [ask.saying(["size": "1024x1024"])]
  }

  private static let editSize = related(
    "edit-size",
    .published,
    "An edit asks its provider for the size that a generation asks for, where both are told it alike."
  ) { ask, generator, dice in
    ask.withoutSize.saying(generator.size(&dice))
  } asks: { ask, subject in
    guard subject.mode == .edit, let generation = subject.generation,
      let own = subject.operation, let other = generation.operation,
      own.isSized(as: other), ask.text("size") ?? ask.text("aspect_ratio") != nil
    else { return nil }
    var asked = Ask(path: "/images/generations")
    asked.fields = ["model": .string(generation.name), "prompt": ask.fields["prompt"] ?? ""]
    for name in Subject.sizeNames where ask.fields[name] != nil {
      asked.fields[name] = ask.fields[name]
    }
    return [ask, asked]
  } judge: { trial in
    guard trial.areAllServed, let own = trial.sides[0].calls.first,
      let other = trial.sides[1].calls.first, own.said != other.said
    else { return nil }
    return Broken(asks: [0, 1], [own.saysOtherwise(than: other)])
  }
}

extension AskGenerator {
  /// The ask with one member that says a shape.
  fileprivate func shaped(_ ask: Ask, _ dice: inout Dice) -> Ask {
    if subject.isFree, dice.comes(40) {
      // Numbers that read like a shape are pixels all the same.
      let edge = dice.comes(30) ? PixelSize(16, 9) : nil
      return ask.withoutSize.saying(["size": .string("\(edge ?? pixels(&dice))")])
    }
    let name = dice.comes(50) ? "size" : "aspect_ratio"
    return ask.withoutSize.saying([name: .string(shape(&dice))])
  }
}

/// A shape that an ask wishes for.
private struct Wish {
  /// The member that says it.
  var name: String
  var ratio: AspectRatio
  /// The words for the shape on its side.
  var turned: String
  var isPixels = false
}

extension Ask {
  /// The shape that one member says; nil where two do, or none.
  fileprivate var wish: Wish? {
    let name = fields["size"] == nil ? "aspect_ratio" : "size"
    guard name == "aspect_ratio" || fields["aspect_ratio"] == nil, let text = text(name) else {
      return nil
    }
    if name == "size", let pixels = pixels, pixels.area > 0 {
      let turned = "\(PixelSize(pixels.height, pixels.width))"
      return Wish(name: name, ratio: pixels.shape, turned: turned, isPixels: true)
    }
    let turned = text.split(separator: ":").reversed().joined(separator: ":")
    return AspectRatio(text).map { Wish(name: name, ratio: $0, turned: turned) }
  }
}

extension PixelSize {
  fileprivate var shape: AspectRatio { AspectRatio(width: Double(width), height: Double(height)) }
}

extension Sides.Call {
  /// The size that it says, where another was to be expected.
  fileprivate func saysOtherwise(than other: Sides.Call) -> Mismatch {
    Mismatch(
      side: .upstream,
      pointer: JSONPointer(["input"]),
      actual: .string(said ?? "no size"),
      expected: .string(other.said ?? "no size")
    )
  }
}

extension Operation {
  /// Whether both are told sizes in the same fields, from the same list.
  fileprivate func isSized(as other: Operation) -> Bool {
    switch (sizing, other.sizing) {
    case (.ratio(let own), .ratio(let theirs)):
      own.field == theirs.field && own.ratios == theirs.ratios
        && (own.custom == nil) == (theirs.custom == nil)
    case (.pixels(let own), .pixels(let theirs)): own.field == theirs.field
    case (.sides, .sides): sizing.fields == other.sizing.fields
    default: false
    }
  }
}

/// How far shapes lie apart.
private enum Distance {
  /// Whether one shape lies farther than another by every sensible measure: the difference of the ratios, that of
  /// their inverses, and their quotient.
  static func isFarther(
    _ made: Double,
    than other: Double,
    from wish: Double,
    isExact: Bool
  ) -> Bool {
    // Whole pixels cost a shape some thousandths.
    let slack = isExact ? 1e-9 : 0.01
    let measures: [(Double) -> Double] = [
      { abs($0 / wish - 1) }, { abs(wish / $0 - 1) }, { max($0 / wish, wish / $0) - 1 },
    ]
    return measures.allSatisfy { $0(made) > $0(other) + slack }
  }
}
