package import Contract
import Conformance

extension Law {
  /// Every law that ships, in the order that help lists them.
  package static let all: [Law] =
    ofSizeWords + ofSizes + ofSpellings + ofValues + ofCounts + ofAnswers + ofRefusals
    + ofFailures + ofSafety

  /// The law as reports explain it.
  package var stated: Requirement {
    Requirement(id: requirement, level: level, sentence: sentence, source: "a law of explore")
  }
}
