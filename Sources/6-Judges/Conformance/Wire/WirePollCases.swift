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
      guard let id = call.workID, let data = call.data else { return nil }
      let polls = exchanges.filter { $0.request.target.text.contains(id) || $0.polls(for: id) }
      let end = polls.firstIndex {
        !data.pictures(in: try? JSON(parsing: $0.responseBody)).isEmpty
      }
      guard let end, polls.count > end + 1 else { return nil }
      return Mismatch(
        side: .upstream,
        pointer: JSONPointer(["polls"]),
        actual: .integer(polls.count),
        expected: .integer(end + 1),
        why: "\(call.provider) was asked for what it had given"
      )
    }
  }
}

extension Exchange {
  /// Whether it asks for the work of this id in its body.
  fileprivate func polls(for id: String) -> Bool {
    request.method == .post && requestBody.count <= 4 << 10
      && String(decoding: requestBody, as: UTF8.self).contains(id)
  }
}

extension RequirementName {
  static let pollEnds = RequirementName("poll.ends")
}
