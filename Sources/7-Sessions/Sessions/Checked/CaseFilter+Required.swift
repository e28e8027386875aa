package import Conformance
package import Contract

extension CaseFilter {
  /// The cases that are asked for of a suite.
  ///
  /// An empty choice is refused, and so is a word that adds nothing to it: it is misspelt, or what it
  /// named is gone.
  package func required(
    _ requirements: RequirementList,
    of suite: (SuiteScope) throws -> Suite
  ) throws -> ChosenCases {
    let near = try suite(SuiteScope(self)).cases
    if lostWord(among: near) == nil, let chosen = chosen(from: near, requirements) { return chosen }
    // Which word means nothing shows only among all cases.
    let cases = try suite(.everything).cases
    if let (word, suggestion) = lostWord(among: cases) {
      throw SessionError.noCases(filter: word, suggestion: suggestion)
    }
    guard let chosen = chosen(from: cases, requirements) else {
      throw SessionError.noCases(filter: description, suggestion: nil)
    }
    return chosen
  }
}
