@testable import Gateway
import HTTPMessages
import Testing

struct ContentStoreTests {
  private let start = ContinuousClock().now
  /// What sha256sum says of "0123456789".
  private let digest = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"

  private func answer(
    _ fields: HTTPFields,
    method: HTTPMethod = .get
  ) async throws -> (status: Int, body: String, fields: HTTPFields) {
    let store = ContentStore()
    let id = try store.put(Array("0123456789".utf8), type: .image("png"))
    #expect(id == digest)
    let request = HTTPRequest(method, target: "/x", fields: fields)
    let response = store.response(for: id, to: request, now: start)
    let body = String(decoding: try await response.body.collected(), as: UTF8.self)
    return (response.status.code, body, response.fields)
  }

  @Test func `answers with type, tag and bytes`() async throws {
    let answer = try await answer([:])
    #expect(answer.status == 200)
    #expect(answer.body == "0123456789")
    #expect(answer.fields[.contentType] == "image/png")
    #expect(answer.fields["ETag"] == "\"\(digest)\"")
    #expect(answer.fields["Accept-Ranges"] == "bytes")
  }

  @Test(
    arguments: [
      ("bytes=0-0", 206, "0", "bytes 0-0/10"), ("bytes=2-4", 206, "234", "bytes 2-4/10"),
      ("bytes=8-", 206, "89", "bytes 8-9/10"), ("bytes=-3", 206, "789", "bytes 7-9/10"),
      ("bytes=-99", 206, "0123456789", "bytes 0-9/10"),
      ("Bytes=9-99999999999999999999", 206, "9", "bytes 9-9/10"),
      ("bytes=10-", 416, "", "bytes */10"), ("bytes=-0", 416, "", "bytes */10"),
      ("bytes=99999999999999999999-", 416, "", "bytes */10"),
      ("bytes=4-2", 200, "0123456789", nil), ("bytes=0-1,3-4", 200, "0123456789", nil),
      ("bytes=-", 200, "0123456789", nil), ("bytes=a-b", 200, "0123456789", nil),
      ("bytes=+1-2", 200, "0123456789", nil), ("lines=0-1", 200, "0123456789", nil),
    ] as [(String, Int, String, String?)]
  )
  func `answers a range`(range: String, status: Int, body: String, place: String?) async throws {
    let answer = try await answer(["Range": range])
    #expect(answer.status == status)
    #expect(answer.body == body)
    #expect(answer.fields["Content-Range"] == place)
  }

  @Test func `answers a range only while the tag is the one that was meant`() async throws {
    let fresh = try await answer(["Range": "bytes=0-0", "If-Range": "\"\(digest)\""])
    #expect(fresh.status == 206)
    let stale = try await answer(["Range": "bytes=0-0", "If-Range": "\"other\""])
    #expect(stale.status == 200)
  }

  @Test(arguments: [("*", 304), ("\"a\", W/\"DIGEST\"", 304), ("\"DIGEST\"", 304), ("\"a\"", 200)])
  func `says that nothing changed`(condition: String, status: Int) async throws {
    let value = condition.replacing("DIGEST", with: digest)
    let answer = try await answer(["If-None-Match": value])
    #expect(answer.status == status)
    #expect(answer.body.isEmpty == (status == 304))
  }

  @Test func `answers only GET and HEAD, and only what it holds`() async throws {
    #expect(try await answer([:], method: .post).status == 405)
    #expect(try await answer([:], method: .head).status == 200)
    let request = HTTPRequest(.get, target: "/x")
    #expect(ContentStore().response(for: "x", to: request, now: start).status == 404)
  }

  @Test func `what came first goes first when room is short`() throws {
    let store = ContentStore(limit: 10)
    let first = try store.put([1, 1, 1, 1], type: .image("png"))
    let second = try store.put([2, 2, 2, 2], type: .image("png"))
    try store.put([1, 1, 1, 1], type: .image("png"))
    #expect(store.count == 8)
    let third = try store.put([3, 3, 3, 3], type: .image("png"))
    #expect(store.content(second, now: start) == nil)
    #expect(store.content(first, now: start)?.bytes == [1, 1, 1, 1])
    #expect(store.content(third, now: start) != nil)
    #expect(throws: ContentTooLarge(count: 11, limit: 10)) {
      try store.put([UInt8](repeating: 0, count: 11), type: .image("png"))
    }
    for byte in 0..<255 as Range<UInt8> { try store.put([byte], type: .image("png")) }
    #expect(store.count == 10)
  }

  @Test func `content is gone at its expiry, and the later one holds`() throws {
    let store = ContentStore()
    let id = try store.put([1], type: .image("png"), expiry: start + .seconds(60))
    try store.put([1], type: .image("png"), expiry: start + .seconds(30))
    #expect(store.content(id, now: start + .seconds(59))?.type == .image("png"))
    #expect(store.content(id, now: start + .seconds(60)) == nil)
    #expect(store.count == 0)
    try store.put([1], type: .image("png"))
    try store.put([1], type: .image("png"), expiry: start)
    #expect(store.content(id, now: start + .seconds(1_000_000)) != nil)
  }
}

/// Bodies that are put more than once, or look alike at a glance.
struct ContentStoreIdentityTests {
  /// What sha256sum says of 1000 zeros.
  private let zeros = "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"

  @Test func `a body that is put again keeps its digest`() throws {
    let store = ContentStore()
    let bytes = [UInt8](repeating: 0, count: 1000)
    #expect(try store.put(bytes, type: .image("png")) == zeros)
    #expect(try store.put(Array(bytes), type: .image("png")) == zeros)
    #expect(store.count == 1000)
  }

  @Test func `bodies that differ in any one byte have digests of their own`() throws {
    let store = ContentStore()
    var seen: Set<String> = [try store.put([UInt8](repeating: 0, count: 1000), type: .image("png"))]
    for offset in 0..<1000 {
      var bytes = [UInt8](repeating: 0, count: 1000)
      bytes[offset] = 1
      seen.insert(try store.put(bytes, type: .image("png")))
      #expect(store.content(try store.put(bytes, type: .image("png")), now: .now)?.bytes == bytes)
    }
    #expect(seen.count == 1001)
  }
}
