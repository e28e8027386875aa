import Catalog
import Conformance
import Contract
import Reports
import Sessions
import Terminal

extension Invocation {
  /// Everything of a subject that is known where the call is made; of cases the next step behind `start`.
  func known(_ subject: Vocabulary.Subject, _ start: String) throws -> [String] {
    switch subject {
    case .models: try catalog().models.map(\.id)
    case .offers: try catalog().offers.map(\.offer.key)
    case .providers: try catalog().everyProvider.map(\.name)
    case .groups: CaseGroup.all.map(\.name)
    case .cases: try nextSteps(behind: start) + requirementIDs()
    case .gateways: try ["reference"] + GatewayChoice.profileNames(goldenLayers())
    case .recordings: try LayeredRecordings(goldenLayers()).names
    case .schemas: try SchemaFolder(goldenLayers()).names
    case .reviews: try proposedFiles().items().map(\.id)
    case .topics:
      try Touchstone.verbs.map(\.name) + HelpTopic.words + requirementIDs() + rulingIDs()
    }
  }

  /// What ids of cases that begin so go on with, up to the next slash.
  private func nextSteps(behind start: String) throws -> [String] {
    guard start.contains("/") else { return CaseGroup.all.map { $0.name + "/" } }
    return try caseSources().nextSteps(behind: start)
  }

  private func requirementIDs() throws -> [String] {
    try goldenLayers().requirements().all.map(\.id)
  }

  private func rulingIDs() throws -> [String] {
    try goldenLayers().requirements().citations.rulings.map(\.id)
  }
}
