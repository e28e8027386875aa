import HTTPMessages
import Images

/// The pictures that answers name by URL, for as long as they last.
struct HostedPictures: Sendable {
  static let folder = "files"

  private let store: ContentStore
  private let clock: any Waiting
  private let retention: Duration

  init(_ settings: GatewaySettings) {
    store = ContentStore(limit: settings.storeLimit)
    clock = settings.clock
    retention = settings.retention
  }

  /// The URL under which a picture can now be fetched by anyone who has it.
  func host(_ picture: Picture, at origin: String) throws(GatewayError) -> String {
    do {
      let id = try store.put(
        picture.bytes,
        type: .image(picture.format.rawValue),
        expiry: clock.now.advanced(by: retention)
      )
      return "\(origin)/\(HostedPictures.folder)/\(id).\(picture.format.fileExtension)"
    } catch {
      throw GatewayError(.internalError, "the picture is too large to be hosted")
    }
  }

  func response(named name: String, to request: HTTPRequest) -> HTTPResponse {
    let id = String(name.prefix { $0 != "." })
    return store.response(for: id, to: request, now: clock.now)
  }
}
