import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// Work that a provider is asked about until it has ended, and not any longer.
struct WirePollCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    places.filter { Provider.known[$0.offer.provider]?.calls[.status] != nil }.map { place in
      Question(
        place,
        "ends",
        [.pollEnds],
        ["prompt": "a fox [fault: polls=2 wrong-size=160x120]"],
        expectation: "no poll after the one that has the picture"
      ).served { $0.pollsAfterEnd }
    }
  }
}

extension Evidence {
  /// Mismatches for work that was asked about although its pictures had come.
  fileprivate var pollsAfterEnd: [Mismatch] {
    calls.compactMap { call in
      let late = call.latePolls(among: exchanges)
      guard late > 0 else { return nil }
      return Mismatch(
        side: .upstream,
        pointer: JSONPointer(["polls"]),
        actual: .integer(late),
        expected: 0,
        why: "\(call.provider) was asked for what it had given"
      )
    }
  }
}

extension UpstreamCall {
  /// How often its work was asked about although its pictures had come.
  func latePolls(among exchanges: [Exchange]) -> Int {
    guard let data else { return 0 }
    // An address of a picture may hold the work's id, too.
    let polls = polls(among: exchanges).filter { poll in
      !pictures.contains { $0.hasSuffix(poll.request.target.text) }
    }
    let end = polls.firstIndex {
      !data.pictures(in: try? JSON(parsing: $0.responseBody)).isEmpty
    }
    return end.map { polls.count - $0 - 1 } ?? 0
  }
}

extension RequirementName {
  static let pollEnds = RequirementName("poll.ends")
}
