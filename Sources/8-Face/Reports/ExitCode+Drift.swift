package import Drift
package import Terminal

extension ExitCode {
  /// The code for what became of a look at providers.
  package init(of ending: DriftReport.Ending) {
    switch ending {
    case .fine: self = .success
    case .breaking: self = .breakingDrift
    case .needsPerson: self = .needsPerson
    case .unknown: self = .couldNotFindOut
    }
  }
}
