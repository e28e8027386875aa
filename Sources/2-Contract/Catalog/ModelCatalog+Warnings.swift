import Bytes

extension ModelCatalog {
  /// What is allowed, and worth a look; what ships stands as its page has it, and nobody here can mend that.
  package func warnings(beside shipped: ModelCatalog) -> [String] {
    models.filter { shipped.model($0.id)?.sizes.rows != $0.sizes.rows }.flatMap(\.offLaw)
      + strandedOffers.map { offer in
        "\(offer.key): nobody declares \(offer.provider); give it a file providers/\(offer.provider).json"
      }
  }
}

extension Model {
  /// Rows that are not what the law of sizes gives.
  fileprivate var offLaw: [String] {
    sizes.rows.compactMap { row in
      let lawful = SizeLaw.pixels(ratio: row.ratio.value, base: row.tier.base)
      guard lawful != row.pixels else { return nil }
      return "\(id): \(row.pixels) is not the \(lawful) that \(row.ratio.text) at "
        + "\(row.tier.name) has where the area is the scale's square"
    }
  }
}
