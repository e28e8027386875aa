import Parity
import Terminal

/// A form and where it goes, read from `KIND=FILE`.
struct ParitySink {
  let form: ParityForm
  let place: Destination

  init(_ word: String) throws(VerbError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let form = ParityForm(rawValue: parts[0]) else {
      throw .notAReport(word, kinds: ParityForm.allCases.map(\.rawValue))
    }
    self.form = form
    place = Destination(parts[1])
  }
}
