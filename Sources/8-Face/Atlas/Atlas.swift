package import Contract

/// Gateways side by side, each in its versions, held to one contract.
package struct Atlas: Sendable {
  package let contract: RequirementList
  package let bugs: [BugReport]
  /// By name.
  package let gateways: [GatewayHistory]
  /// Those of the contract, then those that only a report knows.
  package let requirements: [Requirement]

  package init(_ sheets: [Sheet], contract: RequirementList, bugs: [BugReport]) {
    self.contract = contract
    self.bugs = bugs
    var slugs = Slugs()
    gateways = Dictionary(grouping: sheets, by: \.gateway).sorted { $0.key < $1.key }
      .map { GatewayHistory($0.key, $0.value, slug: slugs.unique($0.key)) }
    let unlisted = Set(sheets.flatMap(\.standings.keys)).filter { contract[$0] == nil }
    requirements =
      contract.all
      + unlisted.sorted().map {
        Requirement(
          id: $0,
          level: .policy,
          sentence: "The contract at hand does not explain this one.",
          source: "the report that names it"
        )
      }
  }

  /// Every version of every gateway.
  package var sheets: [Sheet] { gateways.flatMap(\.sheets) }

  func requirements(in group: RequirementGroup) -> [Requirement] {
    requirements.filter { $0.group == group }
  }

  /// How a gateway stands in a part of the contract.
  package func score(_ sheet: Sheet, in group: RequirementGroup) -> GroupScore {
    GroupScore(requirements(in: group).compactMap { sheet.standings[$0.id]?.outcome })
  }
}

/// Names as files and links may be called, each once.
struct Slugs {
  private var taken: Set<String> = []

  mutating func unique(_ name: String) -> String {
    let slug = Slugs.slug(name)
    var wanted = slug
    var number = 1
    while !taken.insert(wanted).inserted {
      number += 1
      wanted = "\(slug)-\(number)"
    }
    return wanted
  }

  /// Letters, digits, dots within and dashes; nothing that a system, a URL or a shell reads otherwise.
  static func slug(_ name: String) -> String {
    var slug = ""
    for character in name.lowercased().prefix(80) {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain || ".-_".contains(character) && !slug.isEmpty {
        slug.append(character)
      } else if !slug.isEmpty, !slug.hasSuffix("-") {
        slug.append("-")
      }
    }
    while slug.hasSuffix("-") || slug.hasSuffix(".") { slug.removeLast() }
    return slug.isEmpty ? "gateway" : slug
  }
}
