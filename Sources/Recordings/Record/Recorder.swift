package import HTTPMessages

/// Hands requests on, and keeps what was asked and what was answered.
///
/// Answers go through as they come; an exchange counts once its answer is whole.
package struct Recorder: HTTPHandler {
  private let upstream: any HTTPHandler
  private let session: RecordingSession
  private let clock: any Waiting

  /// The largest request body that is recorded.
  package static let largestBody = 128 << 20

  package init(_ upstream: any HTTPHandler, into session: RecordingSession, clock: any Waiting) {
    self.upstream = upstream
    self.session = session
    self.clock = clock
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected(limit: Recorder.largestBody)
    request.body = .bytes(body)
    let number = session.begin(at: clock.now)
    do {
      let response = try await upstream.respond(to: request)
      return note(response, to: request, body, number)
    } catch {
      session.abandon(number)
      throw error
    }
  }

  private func note(
    _ response: HTTPResponse,
    to request: HTTPRequest,
    _ body: [UInt8],
    _ number: Int
  ) -> HTTPResponse {
    let finish = { @Sendable [session, clock] (bytes: [UInt8]) in
      session.finish(
        number,
        RecordedEntry(
          method: request.method,
          url: request.url,
          requestFields: request.fields,
          requestBody: .bytes(body),
          status: response.status,
          responseFields: response.fields,
          responseBody: .bytes(bytes)
        ),
        at: clock.now
      )
    }
    switch response.body {
    case .bytes(let bytes):
      finish(bytes)
      return response
    case .stream(let stream):
      var response = response
      response.body = .stream(noting(stream, number, finish))
      return response
    }
  }

  private func noting(
    _ stream: HTTPBodyStream,
    _ number: Int,
    _ finish: @escaping @Sendable ([UInt8]) -> Void
  ) -> HTTPBodyStream {
    let kept = SeenBytes()
    return HTTPBodyStream(length: stream.length) { [session] in
      do {
        guard let part = try await stream.next() else {
          finish(kept.all)
          return nil
        }
        kept.append(part)
        return part
      } catch {
        session.abandon(number)
        throw error
      }
    }
  }
}
