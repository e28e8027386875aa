import HTTPMessages
import TestSupport
import Testing

@testable import Drift

@Suite(.heavy)
struct PlantTests {
  @Test(arguments: Plant.all)
  func `finds a change, and nothing but it`(_ plant: Plant) async throws {
    let (changes, troubles) = try await World.changes(
      of: plant.subject,
      from: plant.grounded(try World.stubs()),
      to: plant.planted(in: try World.stubs())
    )
    #expect(Set(changes.map(\.rule)) == plant.there, "\(changes)")
    #expect(troubles == [])
  }

  @Test(arguments: Plant.all)
  func `tells the mirrored rule when before and after are swapped`(_ plant: Plant) async throws {
    let (changes, troubles) = try await World.changes(
      of: plant.subject,
      from: plant.planted(in: try World.stubs()),
      to: plant.grounded(try World.stubs())
    )
    #expect(Set(changes.map(\.rule)) == plant.back, "\(changes)")
    #expect(troubles == [])
  }

  /// The pictures must be there, too, so that requests for them are led back.
  private static func moved(_ provider: any HTTPHandler) -> any HTTPHandler {
    let moved = AlteredProvider(provider) { _, reply in
      let text = String(decoding: reply.bytes, as: UTF8.self)
      guard text.contains("/media/fal/") else { return }
      reply.bytes = Array(text.replacing("/media/fal/", with: "/media/fal/archive/v2/").utf8)
    }
    return HTTPHandlerClosure { request in
      var request = request
      let target = request.target.text.replacing("/archive/v2/", with: "/")
      request.target = HTTPTarget(target)
      return try await moved.respond(to: request)
    }
  }

  @Test(arguments: [false, true])
  func `finds pictures that moved to another path, in one night`(isBack: Bool) async throws {
    let (here, there) = (try World.stubs(), PlantTests.moved(try World.stubs()))
    let (changes, troubles) = try await World.changes(
      of: "fal/flux.1-dev",
      from: isBack ? there : here,
      to: isBack ? here : there
    )
    #expect(changes.map(\.rule) == [.responsePathChanged], "\(changes)")
    #expect(troubles == [])
  }
}
