import Bytes
import CanonicalJSON
import Catalog
import Testing

@testable import Drift

/// One change of a model's page, and the rule that tells of it.
struct PageEdit: CustomTestStringConvertible, Sendable {
  var rule: Rule
  /// Which it is of several at the model that tell by the same rule.
  var number: Int
  var edit: @Sendable (inout ModelPage, Int) -> Void
  /// Whether an `llms.txt` shows it: it has no custom sizes, and names rows by their pixels alone.
  var isInText = true

  var testDescription: String { "\(rule.id) \(number)" }

  private static func three(
    _ rule: Rule,
    isInText: Bool = true,
    _ edit: @escaping @Sendable (inout ModelPage, Int) -> Void
  ) -> [PageEdit] {
    (0..<3).map { PageEdit(rule: rule, number: $0, edit: edit, isInText: isInText) }
  }

  static let all: [PageEdit] =
    ofRows + ofParameters + ofOffers
    + [
      PageEdit(rule: .pageRowsReordered, number: 0) { page, _ in page.rows.swapAt(0, 2) },
      PageEdit(rule: .pageParametersReordered, number: 0) { page, _ in
        page.parameters.swapAt(0, 1)
      },
      PageEdit(rule: .pageStatusChanged, number: 0) { page, _ in
        page.facts["status"] = "deprecated"
      },
      PageEdit(rule: .pageFactChanged, number: 0) { page, _ in page.facts["family"] = "another" },
    ]

  private static let ofRows: [PageEdit] =
    three(.pageRowRemoved) { page, number in page.rows.remove(at: number * 2) }
    + three(.pageRowAdded) { page, number in
      page.rows.append(
        ModelPage.Row(PixelSize(4000 + number, 100), ratio: "40:1", tier: "1K")
      )
    }
    + three(.pageRowChanged) { page, number in
      page.rows[number].pixels = PixelSize(
        page.rows[number].pixels.width + 1,
        page.rows[number].pixels.height + 1
      )
    }
    + three(.pageRowChanged, isInText: false) { page, number in page.rows[number].tier = "9K" }
    + [
      PageEdit(rule: .pageRowAdded, number: 3) { page, _ in page.takesAuto.toggle() },
      PageEdit(
        rule: .pageCustomChanged,
        number: 0,
        edit: { page, _ in page.custom = 2...9 },
        isInText: false
      ),
    ]

  private static func parameter(_ page: ModelPage, _ number: Int) -> Int {
    page.parameters.count - 1 - number
  }

  private static let ofParameters: [PageEdit] =
    three(.pageParameterRemoved) { page, number in
      page.parameters.remove(at: parameter(page, number))
    }
    + three(.pageParameterAdded) { page, number in
      var parameter = ModelPage.Parameter("fresh\(number)")
      parameter.type = "string"
      page.parameters.append(parameter)
    }
    + three(.pageTypeChanged) { page, number in
      page.parameters[parameter(page, number)].type = "object"
    }
    + three(.pageBecameRequired) { page, number in
      page.parameters[parameter(page, number)].isRequired = true
    }
    + three(.pageDefaultChanged) { page, number in
      page.parameters[parameter(page, number)].defaultValue = "7"
    }
    + three(.pageValuesClosed) { page, number in
      let open = page.parameters.indices.filter { place in
        let parameter = page.parameters[place]
        return parameter.values == nil && !["size", "aspect_ratio"].contains(parameter.name)
      }
      page.parameters[open[number]].values = ["one", "two"]
    }
    + three(.pageValueAdded) { page, number in
      let listed = page.parameters.indices.filter { page.parameters[$0].values != nil }
      page.parameters[listed[number % listed.count]].values?.append("fresh")
    }
    + three(.pageValueRemoved) { page, number in
      let listed = page.parameters.indices.filter { page.parameters[$0].values != nil }
      page.parameters[listed[number % listed.count]].values?.removeLast()
    }
    + three(.pageModeRemoved) { page, number in
      page.parameters[parameter(page, number)].modes?.remove(.textToImage)
    }
    + three(.pageOnlyAtChanged) { page, number in
      page.parameters[parameter(page, number)].onlyAt = "elsewhere"
    }

  private static let ofOffers: [PageEdit] =
    [
      PageEdit(rule: .pageOfferRemoved, number: 0) { page, _ in page.offers.removeLast() },
      PageEdit(rule: .pageOfferAdded, number: 0) { page, _ in
        page.offers.append(ModelPage.Offer("elsewhere/model", endpoint: "some/model"))
      },
      PageEdit(rule: .pagePriceRaised, number: 0) { page, _ in page.offers[0].price = 99 },
      PageEdit(rule: .pagePriceLowered, number: 0) { page, _ in page.offers[0].price = 0.001 },
      PageEdit(rule: .pageAliasAdded, number: 0) { page, _ in page.aliases.append("fresh") },
      PageEdit(rule: .pageAliasRemoved, number: 0) { page, _ in page.aliases.removeLast() },
    ]
    + three(.pageEndpointChanged) { page, number in
      page.offers[number % page.offers.count].endpoint = "moved/\(number)"
    }
}

extension ModelPage {
  /// The page as an `llms.txt`.
  var llmsText: String {
    var text = "# \(model)\n\n## Quick Reference\n\n- Model ID: \(model)\n"
    for (name, label) in [
      ("creator", "Creator"), ("status", "Status"), ("family", "Family"),
      ("max_resolution", "Max Resolution"),
    ] {
      if let value = facts[name] { text += "- \(label): \(value)\n" }
    }
    text += "\n### Core Parameters\n\n" + parameters.map { line($0) + "\n" }.joined()
    text += "\n## Model Identifiers\n\n- Aliases: \(aliases.joined(separator: ", "))\n"
    text += "\n## Available Providers\n"
    for offer in offers {
      text += "\n### Somebody\n\n- Config Key: \(offer.key)\n"
      if let endpoint = offer.endpoint { text += "- Provider Model ID: \(endpoint)\n" }
      if let price = offer.price { text += "- Pricing: $\(price)/image\n" }
    }
    return text + "\n## Links\n"
  }

  private func line(_ parameter: Parameter) -> String {
    var text = "- `\(parameter.name)` (\(parameter.type ?? "string"))"
    text += parameter.isRequired ? " — REQUIRED: words." : ": words."
    if let value = parameter.defaultValue { text += " Default: \(value)." }
    let sizes = (takesAuto ? ["auto"] : []) + rows.reversed().map(\.pixels.description)
    if let values = parameter.name == "size" ? sizes : parameter.values {
      text += " Values: \(values.joined(separator: ", "))."
    }
    if let modes = parameter.modes {
      let titles = modes.map { $0 == .edit ? "Image Edit" : "Text to Image" }.sorted()
      text += " Modes: \(titles.joined(separator: ", "))."
    }
    return parameter.onlyAt.map { "\(text) Only available via \($0)" } ?? text
  }
}
