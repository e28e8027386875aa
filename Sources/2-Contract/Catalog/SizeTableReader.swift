import CanonicalJSON

extension SizeTable {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["auto", "custom", "rows", "ratios", "tiers"])
    var rows: [Row] = []
    for element in try node.optional("rows")?.elements() ?? [] { rows.append(try Row(element)) }
    rows += try SizeTable.lawful(node)
    guard !rows.isEmpty else { throw node.failure(.missing) }
    self.init(
      rows: rows,
      takesAuto: try node.optional("auto")?.bool() ?? false,
      custom: try node.optional("custom")?.range()
    )
  }

  /// Every shape at every scale, where a file gives lists rather than rows.
  private static func lawful(_ node: JSONNode) throws(JSONFault) -> [Row] {
    guard let ratios = node.optional("ratios") else { return [] }
    var rows: [Row] = []
    for tierNode in try node.required("tiers").elements() {
      let tier = try tierNode.tier()
      for ratioNode in try ratios.elements() {
        let ratio = try ratioNode.ratio()
        let pixels = SizeLaw.pixels(ratio: ratio.value, base: tier.base)
        rows.append(Row(pixels: pixels, ratio: ratio, tier: tier))
      }
    }
    return rows
  }
}

extension SizeTable.Row {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["size", "aspect_ratio", "resolution"])
    ratio = try node.required("aspect_ratio").ratio()
    tier = try node.required("resolution").tier()
    pixels =
      try node.optional("size")?.pixels() ?? SizeLaw.pixels(ratio: ratio.value, base: tier.base)
  }
}
