import Drift
import Sessions
import Terminal

extension DriftCall {
  /// `drift accept`: what the last run saw becomes the baseline, and the catalog's edit is proposed.
  func accept(_ fingerprints: [String]) throws -> ExitCode {
    guard let stateFile else {
      throw DriftFault.missing("--state FILE, which the run that saw the change wrote")
    }
    let review = DriftReview(
      stateFile,
      places: scene.places,
      about: scene.subjects,
      in: scene.upstream.catalog,
      layers: scene.layers,
      today: scene.now
    )
    call.console.write(try review.accept(fingerprints))
    return .success
  }
}
