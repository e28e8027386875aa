import Bytes
import CanonicalJSON
import Catalog
import Contract
import Exchanges
import HTTPMessages

extension Evidence {
  /// Judgements of an answer that may show secrets which only gateway and provider may know.
  var discretion: [Judgement] { [Judgement(.errorNoLeak, shown(of: secrets)), keysDownstream] }

  /// The judgement of an answer that may show a key of the gateway's.
  var keysDownstream: Judgement { Judgement(.keysDownstream, shown(of: keys)) }

  private func shown(of secrets: [(what: String, secret: String)]) -> [Mismatch] {
    let shown = [body] + fields.all.map { Array($0.value.utf8) }
    return secrets.compactMap { what, secret in
      let search = ByteSearch(Array(secret.utf8))
      guard shown.contains(where: search.occurs) else { return nil }
      return Mismatch(side: .response, why: "the answer shows \(what)")
    }
  }

  private var keys: [(what: String, secret: String)] {
    exchanges.compactMap { exchange in
      let key = exchange.request.fields[.authorization]?.split(separator: " ").last
      return key.flatMap { $0.count >= 6 ? ("the gateway's key", String($0)) : nil }
    }
  }

  /// Where the gateway finds the providers, and what these said word for word.
  private var secrets: [(what: String, secret: String)] {
    var secrets: [(what: String, secret: String)] = []
    for exchange in exchanges {
      secrets.append(("the provider's address", exchange.request.authority))
    }
    for call in calls where !call.isTaken {
      let said = String(decoding: call.exchange?.responseBody ?? [], as: UTF8.self)
      guard said.count >= 24 else { continue }
      secrets.append(("the provider's raw answer", said))
      secrets.append(
        ("the provider's raw answer", String(JSON.string(said).text().dropFirst().dropLast()))
      )
    }
    return secrets
  }

  /// Mismatches where more pictures were asked for than the request needs.
  func asks(atMost most: Int) -> [Mismatch] {
    guard calls.count > most else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["calls"]),
        actual: .integer(calls.count),
        expected: .integer(most)
      )
    ]
  }

  /// A mismatch where calls have come since the answer.
  var callsAfterAnswer: [Mismatch] {
    guard let witness else { return [] }
    let now = UpstreamCall.count(witness.journal.exchanges(of: token), of: calls)
    guard now > calls.count else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["calls"]),
        actual: .integer(now),
        expected: .integer(calls.count),
        why: "calls came after the answer"
      )
    ]
  }
}

extension UpstreamCall {
  /// How many of the exchanges ask for pictures where these calls do.
  static func count(_ exchanges: [Exchange], of calls: [UpstreamCall]) -> Int {
    let paths = Set(calls.compactMap { $0.exchange?.request.target.path })
    return exchanges.filter {
      $0.request.method == .post && paths.contains($0.request.target.path)
    }.count
  }
}
