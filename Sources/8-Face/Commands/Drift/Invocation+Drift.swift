import Contract
import Drift
import Files
import Sessions
import Terminal

extension Invocation {
  /// Where drift's files lie: baselines in the folder that the call names, all else where it is found.
  func driftPlaces(_ layers: GoldenLayers) -> DriftPlaces {
    DriftPlaces(layers, baselines: self[DriftOptions.against].map { Folder(absolute($0)) })
  }

  /// The file in which drift remembers; nil where none is named.
  var driftState: DriftStateFile? {
    self[DriftOptions.state].map { DriftStateFile($0, in: folder) }
  }
}
