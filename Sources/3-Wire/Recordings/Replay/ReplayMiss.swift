import CanonicalJSON
import Exchanges
import HTTPMessages

/// A request that no recording answers: what was asked, the nearest entries, and why they are not it.
struct ReplayMiss {
  let signature: RequestSignature
  /// The entries that would have been it, had they not been played before.
  let exhausted: [Int]
  let index: RecordingIndex

  /// 599, which no provider sends.
  var response: HTTPResponse {
    let json: JSON = [
      "error": [
        "code": "no_recorded_answer",
        "type": "replay_miss",
        "message": .string(message),
      ],
      "request": [
        "method": .string(signature.method),
        "path": .string(clean(signature.path)),
        "query": .array(signature.query.map { .string(clean($0)) }),
      ],
      "nearest": .array(nearest.map(\.json)),
    ]
    return HTTPResponse(
      599,
      fields: ["Content-Type": "application/json"],
      body: .bytes(json.bytes())
    )
  }

  private var message: String {
    let request = "\(signature.method) \(clean(signature.path))"
    if exhausted.isEmpty {
      return
        "no recording answers \(request); `nearest` says what differs. Record it, or change the "
        + "request"
    }
    return
      "all \(exhausted.count) recorded answers to \(request) have been played; record more, or "
      + "replay with --reuse"
  }

  /// At most three, the nearest first.
  private var nearest: [NearMiss] {
    if !exhausted.isEmpty {
      return exhausted.suffix(3).map { NearMiss(entry: index.entries[$0].name, wasPlayed: true) }
    }
    let ranked = index.entries.indices
      .map { (place: $0, score: score(index.entries[$0].entry.request)) }
      .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
    return ranked.prefix(ReplayMiss.compared)
      .map { near in NearMiss(of: signature, to: index.entries[near.place], by: index.reader) }
      .enumerated()
      .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .prefix(3).map(\.element)
  }

  /// How many entries are looked at closely.
  private static let compared = 32

  /// Cheap: the method, and how much of the path agrees.
  private func score(_ request: HTTPRequest) -> Int {
    let prefix = index.reader.hosts.prefix(ofAuthority: request.authority)
    let path = (prefix + request.target.path).split(separator: "/")
    let asked = signature.path.split(separator: "/")
    let common = zip(path, asked).prefix { $0 == $1 }.count
    let isWhole = common == path.count && common == asked.count
    return common * 4 + (isWhole ? 8 : 0) + (request.method.name == signature.method ? 2 : 0)
  }

  private func clean(_ text: String) -> String { SecretScan.message(text) }
}
