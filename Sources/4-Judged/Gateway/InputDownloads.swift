import HTTPMessages
import Providers

/// Gets the pictures that clients name by URL, within bounds of bytes and time.
struct InputDownloads: Sendable {
  /// Leads only where strangers' URLs may lead.
  let client: any HTTPHandler
  let hosted: HostedPictures
  let clock: any Waiting
  /// How the client reached the gateway: what stands before the URLs of its own pictures.
  let origin: String

  /// No picture that is fetched is longer.
  static let largest = 20 << 20
  private static let patience = Duration.seconds(30)
  /// For all pictures of a request.
  private static let allPatience = Duration.seconds(60)

  /// The request with all its pictures at hand, which the room holds.
  func completing(_ request: ImageRequest, in room: AdmittedRoom) async throws -> ImageRequest {
    var request = request
    let deadline = clock.now.advanced(by: InputDownloads.allPatience)
    var held = 0
    for (index, source) in request.images.enumerated() {
      guard let url = source.url else { continue }
      request.images[index] = try await fetched(
        url,
        "images",
        until: deadline,
        room: room,
        held: &held
      )
    }
    if let url = request.mask?.url {
      request.mask = try await fetched(url, "mask", until: deadline, room: room, held: &held)
    }
    room.settle(held)
    return request
  }

  private func fetched(
    _ url: String,
    _ name: String,
    until deadline: ContinuousClock.Instant,
    room: AdmittedRoom,
    held: inout Int
  ) async throws -> InputSource {
    let bytes: [UInt8]
    do {
      let own = clock.now.advanced(by: InputDownloads.patience)
      bytes = try await clock.run(until: min(own, deadline)) { [held] in
        try await picture(at: url, in: room, behind: held)
      }
      held += bytes.count
    } catch let error as CancellationError {
      throw error
    } catch let error as Admission.Full {
      throw error
    } catch is DeadlinePassed {
      throw GatewayError.invalid("The picture at an image_url did not come in time", name)
    } catch is HTTPBodyTooLong {
      let limit = InputDownloads.largest >> 20
      throw GatewayError.invalid("The picture at an image_url is over \(limit) MB", name)
    } catch {
      throw GatewayError.invalid(
        "The picture at an image_url could not be fetched; public addresses and the gateway's own pictures can be",
        name
      )
    }
    return try await Aside.run(over: bytes.count) { try InputSource(bytes, name) }
  }

  private func picture(
    at url: String,
    in room: AdmittedRoom,
    behind held: Int
  ) async throws -> [UInt8] {
    guard let request = HTTPRequest(.get, url: url) else { throw Unfetched() }
    if request.origin == origin, let bytes = await hosted.bytes(at: request.target) { return bytes }
    let response = try await client.respond(to: request)
    guard response.status.isSuccess else { throw Unfetched() }
    return try await room.collected(response.body, limit: InputDownloads.largest, behind: held)
  }

  private struct Unfetched: Error {}
}
