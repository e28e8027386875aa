import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Stubs
import Testing

/// Stubs that take what no file describes, for gateways that nobody has described either.
struct OpenStubTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver(catalog: ModelCatalog.shipped().opened) }

  static let sizes: [(input: JSON, size: PixelSize)] = [
    (["image_size": ["width": 320, "height": 200]], PixelSize(320, 200)),
    (["image_size": "landscape_4_3"], PixelSize(1024, 768)),
    (["size": "640x480"], PixelSize(640, 480)),
    (["width": 300, "height": 500], PixelSize(300, 500)),
    (["aspect_ratio": "16:9"], PixelSize(1365, 768)),
    ([:], PixelSize(1024, 1024)),
  ]

  @Test(arguments: sizes.indices)
  func `draws what an unknown endpoint is asked for`(index: Int) async throws {
    let (input, size) = OpenStubTests.sizes[index]
    let answer = try await stub.fal("somebody/else/v9", input)
    #expect(answer.status == 200)
    let picture = try await stub.fetch(answer["/images/0/url"])
    #expect(Image.probe(picture.body).shown == size)
  }

  @Test func `makes as many pictures as an unknown endpoint is asked for`() async throws {
    let answer = try await stub.fal("somebody/else/v9", ["num_images": 3])
    #expect(answer["/images"]?.arrayValue?.count == 3)
  }

  @Test func `takes values that a known endpoint refuses`() async throws {
    let input: JSON = ["prompt": "a", "image_size": "any word", "seed": "none"]
    #expect(try await stub.fal("fal-ai/flux-2-max", input).status == 200)
    let strict = try StubDriver()
    #expect(try await strict.fal("fal-ai/flux-2-max", input).status == 422)
  }

  @Test(arguments: [
    ("/fal/somebody/else/v9", "fal"), ("/fal-queue/somebody/else/v9", "fal"),
    ("/replicate/v1/models/somebody/else/predictions", "replicate"),
  ])
  func `knows an order by its path`(path: String, provider: String) throws {
    let catalog = try ModelCatalog.shipped()
    #expect(catalog.orders(at: path).isEmpty)
    let order = try #require(catalog.opened.orders(at: path).first)
    #expect(order.provider.name == provider)
    #expect(order.operations.first?.endpoint.hasPrefix("somebody/else") == true)
  }

  @Test func `knows polls and uploads from orders`() throws {
    let catalog = try ModelCatalog.shipped().opened
    #expect(catalog.orders(at: "/fal-rest/storage/upload/initiate").isEmpty)
    #expect(catalog.orders(at: "/replicate/v1/predictions/abc/cancel").isEmpty)
    #expect(catalog.orders(at: "/media/fal/out.png").isEmpty)
  }
}
