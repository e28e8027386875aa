import Bytes
import CanonicalJSON
import Exchanges
package import HTTPMessages
import Images
import Synchronization

/// A port of this machine without a reason to be visited: a visitor was led there by a URL.
///
/// It answers with a picture, so that a visitor goes on as if nothing were wrong.
package final class Tripwire: HTTPHandler {
  /// A way to write an address of this machine.
  package enum Spelling: String, CaseIterable, Sendable {
    case plain, localhost, short, decimal, hexadecimal, octal, unspecified, v6
    case mapped = "v6-mapped"

    var host: String {
      switch self {
      case .plain: "127.0.0.1"
      case .localhost: "localhost"
      case .short: "127.1"
      case .decimal: "2130706433"
      case .hexadecimal: "0x7f000001"
      case .octal: "0177.0.0.1"
      case .unspecified: "0.0.0.0"
      case .v6: "[::1]"
      case .mapped: "[::ffff:127.0.0.1]"
      }
    }

    /// The stand-in for a URL of this spelling, where an ask chooses between them: `{tripwire-v6}`.
    package var placeholder: String { "{tripwire-\(rawValue)}" }
  }

  /// The stand-in for a URL below the tripwire, until a case is put that knows its mark.
  static let placeholder = "{tripwire}"

  private let port: Mutex<Int>
  private let visits = Mutex<[String: [HTTPRequest]]>([:])

  package init(port: Int = 0) { self.port = Mutex(port) }

  /// Says where it is reached, once it listens.
  package func listen(at port: Int) { self.port.withLock { $0 = port } }

  /// The beginning of a case's URLs that lead here.
  func url(of token: CaseToken, _ spelling: Spelling = .plain) -> String {
    "http://\(spelling.host):\(port.withLock { $0 })/\(token.id)"
  }

  /// The visits for a case, but for those of stubs, which fetch what they are told to as providers would.
  func visits(of token: CaseToken) -> [HTTPRequest] {
    visits.withLock { $0[token.id] ?? [] }.filter { $0.fields[.touchstoneStub] == nil }
  }

  func forget(_ token: CaseToken) { visits.withLock { $0[token.id] = nil } }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var visit = request
    visit.body = .bytes(try await request.body.collected(limit: 1 << 20))
    let seen = visit
    visits.withLock { $0[request.target.segments.first ?? "", default: []].append(seen) }
    return HTTPResponse(
      200,
      fields: [.contentType: "image/png"],
      body: .bytes(PNGEncoder.flat(PixelSize(16, 16), color: RGBA(200, 0, 0)))
    )
  }
}

extension Ask {
  /// The same ask, with a URL or a path wherever one was left open.
  func led(to goal: String, from placeholder: String = Tripwire.placeholder) -> Ask {
    var ask = self
    ask.fields = fields.led(to: goal, from: placeholder)
    return ask
  }

  /// The same ask with every URL that it left open, whatever its spelling, leading to a tripwire.
  func led(to tripwire: Tripwire, for token: CaseToken) -> Ask {
    Tripwire.Spelling.allCases.reduce(self) { ask, spelling in
      ask.led(to: tripwire.url(of: token, spelling), from: spelling.placeholder)
    }
  }

  /// Whether it leaves open a URL that leads to a tripwire.
  var isTrapped: Bool { Ask.trap.occurs(in: JSON.object(fields).bytes()) }
  private static let trap = ByteSearch(Array("{tripwire-".utf8))
}

extension JSONObject {
  /// The same with a goal wherever a placeholder stands in its texts.
  func led(to goal: String, from placeholder: String) -> JSONObject {
    JSONObject(
      members.map { .init(name: $0.name, value: $0.value.led(to: goal, from: placeholder)) }
    )
  }
}

extension JSON {
  fileprivate func led(to goal: String, from placeholder: String) -> JSON {
    switch self {
    // Hardly a text has room for it.
    case .string(let text) where text.utf8.count >= placeholder.utf8.count:
      .string(text.replacing(placeholder, with: goal))
    case .array(let items): .array(items.map { $0.led(to: goal, from: placeholder) })
    case .object(let object): .object(object.led(to: goal, from: placeholder))
    default: self
    }
  }
}
