import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

extension Evidence {
  /// Mismatches where a provider still works on calls that are no longer waited for.
  ///
  /// Only who was told a call's id can call it off, and whoever has polled it was; not every provider can be
  /// told so. It may happen behind the answer's back, so a moment is given.
  var leftRunning: [Mismatch] {
    get async {
      guard let witness else { return [] }
      let deadline = witness.clock.now.advanced(by: .seconds(2))
      var left = uncancelled
      while !left.isEmpty, witness.clock.now < deadline {
        try? await witness.clock.wait(for: .milliseconds(10))
        left = uncancelled
      }
      guard !left.isEmpty else { return [] }
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["calls"]),
          actual: .integer(left.count),
          expected: 0,
          why: "calls to \(left[0].provider) were left running when the request had failed"
        )
      ]
    }
  }

  /// The calls whose work was asked about, can be called off, and was not.
  private var uncancelled: [UpstreamCall] {
    let paths = witness?.journal.exchanges(of: token).map(\.request.target.path) ?? []
    return calls.filter { call in
      guard call.isTaken, let id = call.workID, let path = call.cancellation(of: id),
        exchanges.contains(where: { $0.request.target.path.contains(id) })
      else { return false }
      return !paths.contains { $0.hasSuffix(path) }
    }
  }
}

extension UpstreamCall {
  /// The end of the path by which work of this id is called off; nil where the provider knows no such call.
  fileprivate func cancellation(of id: String) -> String? {
    data?.calls[.cancel]?.path.text.split(separator: "/").suffix(2).joined(separator: "/")
      .replacing("{id}", with: id)
  }
}
