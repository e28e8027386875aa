/// Cases that are made together, and the steps that their ids begin with.
struct CaseSection {
  private let starts: [[String]]
  private let make: (SuiteScope) -> [Case]

  /// Nothing is made unless the scope may hold one of the groups.
  init(_ groups: [String], after steps: [String] = [], make: @escaping (SuiteScope) -> [Case]) {
    starts = groups.map { steps + [$0] }
    self.make = make
  }

  /// A section of cases on the wire.
  init(wire groups: String..., make: @escaping () -> [Case]) {
    self.init(groups, after: ["wire"]) { _ in make() }
  }

  func cases(in scope: SuiteScope) -> [Case] {
    starts.contains(where: scope.mayHold) ? make(scope) : []
  }
}
