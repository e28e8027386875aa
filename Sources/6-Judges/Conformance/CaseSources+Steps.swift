extension CaseSources {
  /// What ids of cases that begin so go on with, up to the next slash.
  package func nextSteps(behind start: String) -> [String] {
    var steps: Set<String> = []
    for item in whole.cases where item.id.hasPrefix(start) {
      let rest = item.id.dropFirst(start.count)
      let step = rest.prefix { $0 != "/" }
      steps.insert(start + step + (step.count < rest.count ? "/" : ""))
    }
    return steps.sorted()
  }
}
