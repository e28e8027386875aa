import Bytes
import CanonicalJSON
import Catalog
import Contract
import Exchanges
import HTTPMessages

extension Evidence {
  /// Mismatches where something that is the client's own stands anywhere in what reached the providers.
  func carries(_ secret: String, called name: String) -> [Mismatch] {
    // A shorter one stands by chance in other words.
    guard secret.utf8.count >= 6 else { return [] }
    let search = ByteSearch(Array(secret.utf8))
    return exchanges.filter { $0.request.shows(search) }.prefix(1).map { exchange in
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["headers"]),
        actual: .string(
          "\(name), at \(exchange.request.method.name) \(exchange.request.target.path)"
        ),
        why: "\(name) went along to a provider"
      )
    }
  }

  /// The credentials that each provider was called with.
  var credentials: [String: Set<String>] {
    var credentials: [String: Set<String>] = [:]
    for call in calls {
      guard let field = call.data?.key.field,
        let value = call.exchange?.request.fields[HTTPFieldName(field)]
      else { continue }
      let key = value.split(separator: " ").last.map(String.init) ?? value
      credentials[call.provider, default: []].insert(key)
    }
    return credentials
  }

  /// Mismatches where a visit to the tripwire brought a provider's key along.
  func tellsKeys(to visits: [HTTPRequest]) -> [Mismatch] {
    let keys = credentials.values.joined().filter { $0.utf8.count >= 6 }
      .map { ByteSearch(Array($0.utf8)) }
    return visits.filter { visit in keys.contains(where: visit.shows) }.prefix(1).map { visit in
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["headers"]),
        actual: .string("the provider's key, at \(visit.method.name) \(visit.url)"),
        why: "a URL that an answer named got the provider's key"
      )
    }
  }

  /// Mismatches where the gateway went where only a URL led.
  func stays(awayFrom visits: [HTTPRequest]) -> [Mismatch] {
    visits.prefix(1).map { visit in
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["visits"]),
        actual: .string("\(visit.method.name) \(visit.url)"),
        why: "a URL led the gateway to a port of its own machine"
      )
    }
  }
}

extension HTTPRequest {
  /// Whether a text stands in any part of it.
  fileprivate func shows(_ text: ByteSearch) -> Bool {
    text.occurs(in: Array(target.text.utf8)) || text.occurs(in: body.atHand)
      || fields.all.contains { text.occurs(in: Array($0.value.utf8)) }
  }
}
