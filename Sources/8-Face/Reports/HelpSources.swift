import Bytes
import Conformance
package import Contract
import Drift
package import Exploring
import Mapping
import Terminal

/// What help explains beside commands: the contract, the laws, groups of cases and terms.
package struct HelpSources: Sendable {
  let layers: @Sendable () throws -> GoldenLayers
  /// With a project's own.
  let laws: @Sendable () -> [Law]

  package init(
    layers: @escaping @Sendable () throws -> GoldenLayers,
    laws: @escaping @Sendable () -> [Law]
  ) {
    self.layers = layers
    self.laws = laws
  }

  /// Requirements of drift, of declared providers and of kept maps, which no contract's file holds.
  private static let otherRequirements =
    DriftRequirements.all + [ReceivedInputs.requirement] + MapRequirements.all

  /// The explanation of a single word; `others` are words that are explained elsewhere.
  package func explanation(
    of word: String,
    columns: Int,
    besides others: [String]
  ) throws -> String {
    let contract = try? layers().requirements()
    let citations = contract?.citations ?? Citations()
    let requirements = (contract?.all ?? []) + HelpSources.otherRequirements
    if let requirement = requirements.first(where: { $0.id == word }) {
      return RequirementText.text(of: requirement, citing: citations, columns: columns)
    }
    if let ruling = citations.rulings.first(where: { $0.id == word }) {
      return RulingText.text(of: ruling, columns: columns)
    }
    if let law = laws().first(where: { $0.id == word || $0.requirement == word }) {
      return LawText.text(of: law, columns: columns)
    }
    if let group = CaseGroup.all.first(where: { $0.name == word }) {
      return group.text(columns: columns)
    }
    if let term = Term.all.first(where: { $0.name == word.lowercased() }) {
      return term.text(columns: columns)
    }
    let known = others + HelpTopic.words + requirements.map(\.id) + citations.rulings.map(\.id)
    throw HelpError.unknownTopic(word, suggestion: Suggestion.nearest(to: word, among: known))
  }
}

/// A word that nothing explains.
package enum HelpError: Error, Equatable, CustomStringConvertible {
  case unknownTopic(String, suggestion: String?)
  case nothingBegins(with: String, topic: String, suggestion: String?)

  package var description: String {
    switch self {
    case .unknownTopic(let topic, let suggestion):
      "no help on '\(topic)'" + UsageError.hint(suggestion, else: "; see 'touchstone help'")
    case .nothingBegins(let prefix, let topic, let suggestion):
      "none of the \(topic) begins with '\(prefix)'"
        + UsageError.hint(suggestion, else: "; see 'touchstone help \(topic)'")
    }
  }
}
