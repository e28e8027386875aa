import Exchanges
import Terminal

/// How stubs are told to fail, each directive in one line.
package enum FaultText {
  package static func text(columns: Int) -> String {
    """
    A prompt that holds directives makes the stub providers fail, call by call:

      a lighthouse [fault: status=429 retry-after=1 times=2]

    Of several brackets the first whose scope holds for a call is the one that hits it.

    POST /__touchstone/faults takes the same words for prompts that can't be changed.

    \(WrappedRows.table(FaultDirective.all.map { ($0.form, $0.meaning) }, columns))
    """
  }
}
