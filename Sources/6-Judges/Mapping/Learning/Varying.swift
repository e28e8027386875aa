import CanonicalJSON

/// Finds the fields that are otherwise each time that the same is asked.
enum Varying {
  static func fields(of first: Observed, _ others: [Observed]) -> Set<String> {
    var names: Set<String> = []
    for other in others where other.calls.count == first.calls.count {
      for (one, two) in zip(first.calls, other.calls) where one.input != two.input {
        let all = Set(one.input.names + two.input.names)
        names.formUnion(all.filter { one.input[$0] != two.input[$0] })
      }
    }
    return names
  }
}
