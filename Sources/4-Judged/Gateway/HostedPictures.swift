import HTTPMessages
import Images

/// The pictures that answers name by URL, for as long as they last.
struct HostedPictures: Sendable {
  static let folder = "files"

  private let store: ContentStore
  private let clock: any Waiting
  private let retention: Duration
  private let pictureStore: (any PictureStore)?

  init(_ settings: GatewaySettings) {
    store = ContentStore(limit: settings.storeLimit)
    clock = settings.environment.clock
    retention = settings.retention
    pictureStore = settings.pictureStore
  }

  /// Hosts a picture under a URL; every client that has the URL may fetch it.
  func host(_ picture: Picture, at origin: String) async throws -> String {
    let expiry = clock.now.advanced(by: retention)
    do {
      let id = try await Aside.run(over: picture.bytes.count) {
        let id = try store.put(picture.bytes, type: .image(picture.format.rawValue), expiry: expiry)
        try pictureStore?.put(picture.bytes, named: "\(id).\(picture.format.fileExtension)")
        return id
      }
      return "\(origin)/\(HostedPictures.folder)/\(id).\(picture.format.fileExtension)"
    } catch let error as CancellationError {
      throw error
    } catch is ContentTooLarge {
      throw GatewayError(.internalError, "the picture is too large to be hosted")
    } catch {
      throw GatewayError(.internalError, "the picture could not be stored: \(error)")
    }
  }

  /// Answers a fetch; a name whose extension belies the picture leads nowhere.
  func response(named name: String, to request: HTTPRequest) async throws -> HTTPResponse {
    guard let id = await held(name) else {
      throw GatewayError.invalid(
        "There is no such picture; the URLs of pictures last an hour",
        status: 404
      )
    }
    var response = store.response(for: id, to: request, now: clock.now)
    response.fields["Cache-Control"] = "public, max-age=\(retention.components.seconds)"
    response.fields["X-Content-Type-Options"] = "nosniff"
    return response
  }

  /// The bytes of the picture at one of the gateway's own URLs.
  func bytes(at target: HTTPTarget) async -> [UInt8]? {
    let path = target.segments
    guard path.count == 2, path[0] == HostedPictures.folder, let id = await held(path[1]) else {
      return nil
    }
    return store.content(id, now: clock.now)?.bytes
  }

  /// The id behind a name, once its picture is in memory.
  private func held(_ name: String) async -> String? {
    guard let dot = name.firstIndex(of: ".") else { return nil }
    let id = String(name[..<dot])
    let word = String(name[dot...].dropFirst())
    if let content = store.content(id, now: clock.now) {
      return ImageFormat(mediaType: content.type.essence)?.fileExtension == word ? id : nil
    }
    return await recalled(id, word)
  }

  /// Takes a picture from the store back into memory, where it was evicted or the gateway began anew.
  private func recalled(_ id: String, _ word: String) async -> String? {
    guard let pictureStore, id.utf8.count == 64, id.utf8.allSatisfy(HostedPictures.isDigit),
      let format = ImageFormat.allCases.first(where: { $0.fileExtension == word })
    else { return nil }
    let now = clock.now
    let known: String?? = try? await Aside.run(over: .max) {
      guard let item = pictureStore.picture(named: "\(id).\(word)"), item.age < retention else {
        return nil
      }
      let expiry = now.advanced(by: retention - item.age)
      let put = try? store.put(item.bytes, type: .image(format.rawValue), expiry: expiry)
      return put == id ? id : nil
    }
    return known ?? nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x61...0x66 ~= byte
  }
}
