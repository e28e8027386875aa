import TestSupport
import Bytes
import CanonicalJSON
import Gateway
import HTTPMessages
import Images
import Synchronization
import Testing

struct HostedPictureTests {
  private let png: JSON = ["model": "fal/flux.2-max", "prompt": "a", "output_format": "png"]

  @Test func `a picture stands under its digest at the client's own Host, for anyone`()
    async throws
  {
    let driver = try GatewayDriver { $0.key = "correct" }
    let answer = try await driver.send(
      .post,
      "/v1/images/generations",
      .bytes(png.bytes()),
      fields: ["Authorization": "Bearer correct", "Content-Type": "application/json"]
    )
    let digest = SHA256.hex(of: Fixture.made)
    #expect(answer["/data/0/url"] == .string("http://gateway.test/files/\(digest).png"))
    let picture = try await driver.fetch(answer["/data/0/url"])
    #expect(picture.status == 200)
    #expect(picture.body == Fixture.made)
    #expect(picture.fields[.contentType] == "image/png")
    #expect(picture.fields["ETag"] == "\"\(digest)\"")
    #expect(picture.fields["X-Content-Type-Options"] == "nosniff")
  }

  static let formats: [(word: String, type: String, end: String)] = [
    ("png", "image/png", ".png"), ("jpeg", "image/jpeg", ".jpg"), ("gif", "image/gif", ".gif"),
    ("webp", "image/webp", ".webp"), ("avif", "image/avif", ".avif"),
  ]

  @Test(arguments: formats.indices)
  func `name, type and bytes agree`(index: Int) async throws {
    let row = HostedPictureTests.formats[index]
    let driver = try GatewayDriver(
      ScriptedProviders { call, _ in
        // fal is asked for jpeg itself; the script gives what is asked.
        guard call.input["output_format"] == "jpeg" else { return nil }
        let jpeg = try Image.encode(Image.decode(Fixture.made), as: .jpeg)
        return ScriptedProviders.picture(
          from: "fal",
          url: "data:image/jpeg;base64," + Base64.encode(jpeg)
        )
      }
    )
    let answer = try await driver.generate([
      "model": "fal/flux.2-max", "prompt": "a", "output_format": .string(row.word),
    ])
    #expect(answer["/output_format"]?.stringValue == row.word)
    let url = try #require(answer["/data/0/url"]?.stringValue)
    #expect(url.hasSuffix(row.end))
    let picture = try await driver.fetch(answer["/data/0/url"])
    #expect(picture.fields[.contentType] == row.type)
    #expect(ImageFormat(sniffing: picture.body)?.mediaType == row.type)
    // A name that says another format than the picture has leads nowhere.
    let other = row.end == ".png" ? ".gif" : ".png"
    let belied = try await driver.fetch(.string(url.dropLast(row.end.count) + other))
    #expect(belied.status == 404)
    #expect(belied["/error/code"] == "INVALID_REQUEST")
  }

  @Test func `ranges and conditions are answered`() async throws {
    let driver = try GatewayDriver()
    let url = try await driver.generate(png)["/data/0/url"]
    let part = try await driver.fetch(url, fields: ["Range": "bytes=0-7"])
    #expect(part.status == 206)
    #expect(part.body == Array(Fixture.made[0..<8]))
    #expect(part.fields["Content-Range"] == "bytes 0-7/\(Fixture.made.count)")
    let beyond = try await driver.fetch(url, fields: ["Range": "bytes=999999-"])
    #expect(beyond.status == 416)
    let tag = try #require(part.fields["ETag"])
    let same = try await driver.fetch(url, fields: ["If-None-Match": tag])
    #expect(same.status == 304)
    #expect(same.body.isEmpty)
    #expect(try await driver.fetch(url, .head).status == 200)
    let post = try await driver.fetch(url, .post)
    #expect(post.status == 405)
    #expect(post.fields["Allow"] == "GET, HEAD")
  }

  @Test func `a picture lasts sixty minutes from when it was last made`() async throws {
    let driver = try GatewayDriver()
    let url = try await driver.generate(png)["/data/0/url"]
    driver.clock.advance(by: .seconds(3599))
    #expect(try await driver.fetch(url).status == 200)
    #expect(try await driver.generate(png)["/data/0/url"] == url)
    driver.clock.advance(by: .seconds(3599))
    #expect(try await driver.fetch(url).status == 200)
    driver.clock.advance(by: .seconds(1))
    let gone = try await driver.fetch(url)
    #expect(gone.status == 404)
    #expect(gone["/error/type"] == "invalid_request_error")
  }

  @Test func `memory is bounded: the oldest make room`() async throws {
    let size = Fixture.made.count
    let colors = ScriptedProviders { _, number in
      let color = RGBA(UInt8(number), 0, 0)
      let bytes = PNGEncoder.flat(PixelSize(64, 48), color: color)
      return ScriptedProviders.picture(
        from: "fal",
        url: "data:image/png;base64," + Base64.encode(bytes)
      )
    }
    let driver = try GatewayDriver(colors) { $0.storeLimit = size * 2 }
    var urls: [JSON?] = []
    for _ in 0..<4 { urls.append(try await driver.generate(png)["/data/0/url"]) }
    var statuses: [Int] = []
    for url in urls { statuses.append(try await driver.fetch(url).status) }
    #expect(statuses.first == 404)
    #expect(statuses.last == 200)
    #expect(statuses == statuses.sorted(by: >))
  }

  @Test func `a store keeps what memory lost, under the same name and for the same time`()
    async throws
  {
    let store = MemoryPictures()
    let first = try GatewayDriver { $0.pictureStore = store }
    let url = try await first.generate(png)["/data/0/url"]
    let name = "\(SHA256.hex(of: Fixture.made)).png"
    #expect(store.names == [name])
    let second = try GatewayDriver { $0.pictureStore = store }
    #expect(try await second.fetch(url).body == Fixture.made)
    store.age(by: .seconds(3600))
    let third = try GatewayDriver { $0.pictureStore = store }
    #expect(try await third.fetch(url).status == 404)
  }

  @Test(arguments: ["../secret.png", "a.png", "%2e%2e%2fsecret.png", "x", ".png"])
  func `names that are no digest reach no store`(name: String) async throws {
    let store = MemoryPictures()
    let driver = try GatewayDriver { $0.pictureStore = store }
    #expect(try await driver.send(.get, "/files/\(name)", fields: [:]).status == 404)
    #expect(store.asked.isEmpty)
  }

  @Test func `a file whose bytes are not its name's is not served`() async throws {
    let store = MemoryPictures()
    try store.put([1, 2, 3], named: "\(SHA256.hex(of: Fixture.made)).png")
    let driver = try GatewayDriver { $0.pictureStore = store }
    let name = "/files/\(SHA256.hex(of: Fixture.made)).png"
    #expect(try await driver.send(.get, name, fields: [:]).status == 404)
  }
}

/// A folder that is none.
private final class MemoryPictures: PictureStore {
  private struct State {
    var files: [String: [UInt8]] = [:]
    var age = Duration.zero
    var asked: [String] = []
  }

  private let state = Mutex(State())

  var names: [String] { state.withLock { $0.files.keys.sorted() } }
  var asked: [String] { state.withLock { $0.asked } }

  func age(by duration: Duration) { state.withLock { $0.age += duration } }

  func put(_ bytes: [UInt8], named name: String) throws {
    state.withLock { $0.files[name] = bytes }
  }

  func picture(named name: String) -> (bytes: [UInt8], age: Duration)? {
    state.withLock { state in
      state.asked.append(name)
      return state.files[name].map { ($0, state.age) }
    }
  }
}
