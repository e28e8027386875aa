import CanonicalJSON

/// The seen and the expected picture, drawn over each other to one scale.
enum HTMLShapes {
  private static let side = 132.0

  /// Nothing unless both values state a shape and the shapes differ.
  static func figure(expected: JSON?, actual: JSON?) -> String {
    guard let expected = expected.flatMap(PictureShape.init),
      let actual = actual.flatMap(PictureShape.init), expected != actual
    else { return "" }
    let isToScale = expected.isPixels && actual.isPixels
    let (wanted, seen) =
      isToScale ? (expected, actual) : (expected.normalized, actual.normalized)
    let scale = side / max(wanted.width, wanted.height, seen.width, seen.height)
    let bottom = 4 + max(wanted.height, seen.height) * scale
    let caption = "actual \(actual), expected \(expected)"
    var html = #"<figure class="shapes"><svg width="140" height="\#(tenths(bottom + 4))" "#
    html += #"role="img"><title>\#(caption)</title>"#
    html +=
      rectangle(seen, scale, above: bottom, as: "seen")
      + rectangle(wanted, scale, above: bottom, as: "wanted") + "</svg>"
    html += #"<figcaption><span class="key seen"></span>actual \#(actual)<br>"#
    html += #"<span class="key wanted"></span>expected \#(expected)"#
    if !isToScale { html += "<br><small>ratios, drawn with one area</small>" }
    return html + "</figcaption></figure>\n"
  }

  private static func rectangle(
    _ shape: PictureShape,
    _ scale: Double,
    above bottom: Double,
    as kind: String
  ) -> String {
    let width = tenths(shape.width * scale)
    let height = tenths(shape.height * scale)
    let top = tenths(bottom - shape.height * scale)
    return #"<rect class="\#(kind)" x="4" y="\#(top)" width="\#(width)" height="\#(height)"/>"#
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
