/// A form of what is written and where it goes, read from `KIND=FILE`.
package struct ReportTarget<Kind: RawRepresentable & CaseIterable & Sendable>: Sendable
where Kind.RawValue == String {
  package let kind: Kind
  package let place: Destination

  package init(_ word: String) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = Kind(rawValue: parts[0]) else {
      throw .notAReport(word, kinds: Kind.allCases.map(\.rawValue))
    }
    self.kind = kind
    place = Destination(parts[1])
  }
}
