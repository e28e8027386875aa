import Bytes
package import HTTPMessages
import Synchronization

/// What plays the providers: a handler, and the journal of all that reached it.
///
/// The handler is told whose a request is by the field `X-Touchstone-Case`, which the journal does not keep.
package struct Upstream: HTTPHandler {
  package let journal: Journal
  private let handler: any HTTPHandler
  private let clock: any Waiting
  private let beginning: ContinuousClock.Instant

  /// The largest request body that an upstream takes.
  package static let largestBody = 128 << 20

  package init(
    _ handler: any HTTPHandler,
    journal: Journal,
    clock: any Waiting
  ) {
    self.handler = handler
    self.journal = journal
    self.clock = clock
    beginning = clock.now
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected(limit: Upstream.largestBody)
    request.body = .bytes(body)
    let digests = journal.awaitsUploads ? Upstream.digests(request, body) : []
    let (number, token) = journal.begin(request, body: body, digests: digests, at: elapsed)
    request.fields[.touchstoneCase] = token?.id
    do {
      return note(try await handler.respond(to: request), of: number)
    } catch {
      journal.end(number, at: elapsed, failure: "\(error)")
      throw error
    }
  }

  /// What tells an upload: the digest of its bytes, or of each file in its form.
  private static func digests(_ request: HTTPRequest, _ body: [UInt8]) -> [[UInt8]] {
    guard !body.isEmpty else { return [] }
    let type = request.fields[.contentType]
    guard let parts = try? MultipartPart.all(in: body, contentType: type) else {
      return [SHA256.digest(of: body)]
    }
    return parts.filter(\.isFile).map { SHA256.digest(of: Array($0.body)) }
  }

  private var elapsed: Duration { beginning.duration(to: clock.now) }

  /// Writes down the answer: at once where it is at hand, else part by part as it is sent.
  private func note(_ response: HTTPResponse, of number: Int) -> HTTPResponse {
    switch response.body {
    case .bytes(let bytes):
      journal.answer(number, with: response, body: bytes)
      journal.end(number, at: elapsed)
      return response
    case .stream(let stream):
      journal.answer(number, with: response, body: [])
      var response = response
      response.body = .stream(noting(stream, of: number))
      return response
    }
  }

  private func noting(_ stream: HTTPBodyStream, of number: Int) -> HTTPBodyStream {
    let sent = SentBytes()
    return HTTPBodyStream(length: stream.length) {
      do {
        guard let part = try await stream.next() else {
          journal.end(number, at: elapsed, sent: sent.all)
          return nil
        }
        sent.append(part)
        return part
      } catch {
        journal.end(number, at: elapsed, sent: sent.all, failure: "\(error)")
        throw error
      }
    }
  }
}

extension HTTPFieldName {
  /// Tells a handler behind an `Upstream` whose a request is.
  package static let touchstoneCase: Self = "X-Touchstone-Case"
}

/// What of a streamed body has gone out.
private final class SentBytes: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var all: [UInt8] { bytes.withLock { $0 } }
  func append(_ part: ArraySlice<UInt8>) { bytes.withLock { $0 += part } }
}
