package import HTTPMessages

/// Notes each request that a handler has answered, in one line; the harness's own are left out.
package struct AccessLog: HTTPHandler {
  private let handler: any HTTPHandler
  private let clock: any Waiting
  private let detail: @Sendable (HTTPResponse) -> String?
  private let write: @Sendable (String) -> Void

  /// `detail` is what the line says beside status and time.
  package init(
    handler: any HTTPHandler,
    clock: any Waiting,
    detail: @escaping @Sendable (HTTPResponse) -> String? = { _ in nil },
    write: @escaping @Sendable (String) -> Void
  ) {
    self.handler = handler
    self.clock = clock
    self.detail = detail
    self.write = write
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    if request.target.path.hasPrefix("/__touchstone/") {
      return try await handler.respond(to: request)
    }
    let start = clock.now
    let what = "\(request.method.name) \(AccessLog.printable(request.target.path))"
    do {
      let response = try await handler.respond(to: request)
      let parts = [
        "\(what) → \(response.status.code)", detail(response), milliseconds(since: start),
      ]
      write(parts.compactMap(\.self).joined(separator: " · ") + "\n")
      return response
    } catch {
      let end = error is CancellationError ? "499, the client left" : "connection cut"
      write("\(what) → \(end) · \(milliseconds(since: start))\n")
      throw error
    }
  }

  private func milliseconds(since start: ContinuousClock.Instant) -> String {
    let tenths = Int((start.duration(to: clock.now) / .microseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10) ms"
  }

  /// A path from outside must not move a terminal's cursor, nor fill its screen, nor hold a key.
  private static func printable(_ path: String) -> String {
    let plain = path.prefix(200).filter { $0.isASCII && $0 > " " && $0 != "\u{7F}" }
    return SecretScan.message(String(plain))
  }
}
