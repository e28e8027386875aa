extension ModelPage {
  /// What the catalog knows of a model, for models whose page nobody has written down.
  package init(of known: Model) {
    self.init(model: known.id)
    parameters = known.parameters.map(Parameter.init)
    rows = known.sizes.rows.map { Row($0.pixels, ratio: $0.ratio.text, tier: $0.tier.name) }
    takesAuto = known.sizes.takesAuto
    custom = known.sizes.custom
    aliases = known.aliases
    offers = known.offers.map { offer in
      Offer(
        offer.key,
        endpoint: Mode.allCases.lazy.compactMap { offer.operations[$0] }.first?.endpoint
      )
    }
    facts = ["creator": known.creator, "family": known.family, "status": known.status]
    told = Set(Part.allCases)
  }
}

extension ModelPage.Parameter {
  fileprivate init(_ parameter: Catalog.Parameter) {
    self.init(parameter.name)
    type = parameter.kind.rawValue
    isRequired = parameter.isRequired
    defaultValue = parameter.defaultValue.flatMap(ModelPage.text)
    values = parameter.values?.compactMap(ModelPage.text)
    modes = Set(parameter.modes)
    onlyAt = parameter.onlyAt
  }
}
