package import Contract
package import Terminal

extension ExitCode {
  /// The code for a run's verdicts; one that hunts for flaky cases fails by them.
  package init(of tally: Tally, hunting: Bool = false) {
    var codes: Set<ExitCode> = []
    if tally[.failed] > 0 || hunting && tally[.flaky] > 0 { codes.insert(.failure) }
    if tally[.errored] > 0 { codes.insert(.couldNotFindOut) }
    self = ExitCode.first(of: codes)
  }

  /// The code for a run's verdicts where its failures are expected from now on.
  package init(ofAdopted tally: Tally) { self = tally[.errored] > 0 ? .couldNotFindOut : .success }
}
