#if canImport(Darwin)
import HTTPMessages
import Synchronization

#if canImport(FoundationNetworking)
import Foundation
public import FoundationNetworking
#else
public import Foundation
#endif

extension StubProviders {
  /// A session's configuration that leads requests to the providers' own https hosts here, in process.
  ///
  /// For code that hard-wires `https://fal.run` and its like; Apple's platforms alone can do this.
  public var sessionConfiguration: URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.protocolClasses = [StubURLProtocol.self]
    configuration.httpAdditionalHeaders = [
      StubURLProtocol.field: StubURLProtocol.register(stubs)
    ]
    return configuration
  }
}

/// Answers a session's requests from the stubs whose number its field holds.
final class StubURLProtocol: URLProtocol {
  static let field = "X-Touchstone-Stubs"
  private static let registered = Mutex<[any HTTPHandler]>([])

  /// Keeps the handler for as long as the tests run, and gives its number.
  static func register(_ handler: any HTTPHandler) -> String {
    registered.withLock { handlers in
      handlers.append(handler)
      return String(handlers.count - 1)
    }
  }

  override class func canInit(with request: URLRequest) -> Bool {
    request.value(forHTTPHeaderField: field) != nil
  }

  override class func canonicalRequest(for request: URLRequest) -> URLRequest { request }

  override func startLoading() {
    let turn = Turn(self)
    guard let message = turn.message, let handler = turn.handler else {
      turn.fail(URLError(.badURL))
      return
    }
    Task {
      do {
        let response = try await handler.respond(to: message)
        turn.answer(response, body: try await response.body.collected(limit: 256 << 20))
      } catch {
        turn.fail(error)
      }
    }
  }

  override func stopLoading() {}

  /// One request on its way.
  ///
  /// Unchecked, since Foundation's loaders are not Sendable and there is no other way to answer one
  /// later: `startLoading` hands it to one task and lets go of it, and that task answers once.
  private struct Turn: @unchecked Sendable {
    let loader: StubURLProtocol

    init(_ loader: StubURLProtocol) { self.loader = loader }

    var handler: (any HTTPHandler)? {
      let number = loader.request.value(forHTTPHeaderField: field).flatMap { Int($0) }
      return registered.withLock { handlers in
        number.flatMap { handlers.indices.contains($0) ? handlers[$0] : nil }
      }
    }

    var message: HTTPRequest? {
      let request = loader.request
      guard let url = request.url?.absoluteString else { return nil }
      var fields: HTTPFields = [:]
      for (name, value) in (request.allHTTPHeaderFields ?? [:]).sorted(by: { $0.key < $1.key })
      where name != field { fields.append(HTTPFieldName(name), value) }
      let body = request.httpBody.map { [UInt8]($0) } ?? Self.bytes(of: request.httpBodyStream)
      let method = HTTPMethod(request.httpMethod ?? "GET")
      return HTTPRequest(method, url: url, fields: fields, body: .bytes(body))
    }

    /// Sessions hand the body on as a stream.
    private static func bytes(of stream: InputStream?) -> [UInt8] {
      guard let stream else { return [] }
      stream.open()
      defer { stream.close() }
      var all: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = unsafe stream.read(&part, maxLength: part.count)
        guard count > 0 else { return all }
        all += part.prefix(count)
      }
    }

    func answer(_ response: HTTPResponse, body: [UInt8]) {
      guard let url = loader.request.url,
        let head = HTTPURLResponse(
          url: url,
          statusCode: response.status.code,
          httpVersion: "HTTP/1.1",
          headerFields: Dictionary(
            response.fields.all.map { ($0.name.raw, $0.value) },
            uniquingKeysWith: { "\($0), \($1)" }
          )
        )
      else { return fail(URLError(.badServerResponse)) }
      loader.client?.urlProtocol(loader, didReceive: head, cacheStoragePolicy: .notAllowed)
      loader.client?.urlProtocol(loader, didLoad: Data(body))
      loader.client?.urlProtocolDidFinishLoading(loader)
    }

    func fail(_ error: any Error) {
      loader.client?.urlProtocol(loader, didFailWithError: error)
    }
  }
}
#endif
