import Bytes
package import CanonicalJSON
import Catalog
package import HTTPMessages

/// A provider whose answers are altered on their way: what a change looks like before it happens.
package struct AlteredProvider: HTTPHandler {
  /// An answer that is about to be altered.
  package struct Reply: Sendable {
    package var status: Int
    package var fields: HTTPFields
    package var bytes: [UInt8]

    /// The body as JSON; setting another one writes the body anew.
    package var json: JSON? {
      get { try? JSON(parsing: bytes) }
      set { if newValue != json { bytes = newValue?.bytes() ?? [] } }
    }

    /// The pictures that stand in the answer itself, as they are written.
    func inlinePictures(of provider: Provider) -> [String] {
      json.map(AnswerReader(provider).inlinePictures) ?? []
    }

    /// Redraws the picture that the answer is, or those that stand in it.
    mutating func redraw(of provider: Provider, _ draw: ([UInt8]) -> [UInt8]) {
      let inline = inlinePictures(of: provider)
      guard !inline.isEmpty else {
        bytes = draw(bytes)
        return
      }
      json = json?.mappingStrings { text in
        guard inline.contains(text), let old = AnswerReader.bytes(ofInline: text) else {
          return text
        }
        let head = text.hasPrefix("data:") ? text.prefix { $0 != "," } + "," : ""
        return head + Base64.encode(draw(old))
      }
    }
  }

  private let provider: any HTTPHandler
  private let alter: @Sendable (HTTPRequest, inout Reply) -> Void

  package init(
    _ provider: any HTTPHandler,
    alter: @escaping @Sendable (HTTPRequest, inout Reply) -> Void
  ) {
    self.provider = provider
    self.alter = alter
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var kept = request
    kept.body = .bytes(try await request.body.collected())
    let response = try await provider.respond(to: kept)
    var reply = Reply(
      status: response.status.code,
      fields: response.fields,
      bytes: try await response.body.collected()
    )
    alter(kept, &reply)
    return HTTPResponse(
      HTTPStatus(reply.status),
      fields: reply.fields,
      body: .bytes(reply.bytes)
    )
  }
}
