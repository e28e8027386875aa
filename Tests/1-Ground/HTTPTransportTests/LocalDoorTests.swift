import HTTPMessages
import HTTPTransport
import Testing

struct LocalDoorTests {
  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:4020", true), ("app.localhost:1", true),
    ("127.0.0.1:4020", true),
    ("127.8.9.1", true), ("[::1]:4020", true), ("[::1]", true), ("[::ffff:127.0.0.1]:1", true),
    ("host.docker.internal:4021", true), ("host.containers.internal", true),
    ("own.example:7", true),
    ("evil.example", false), ("127.0.0.1.evil.example", false), ("localhost.evil.example:1", false),
    ("notlocalhost", false), ("192.168.1.5:4020", false), ("0.0.0.0:4020", false),
    ("[fe80::1]", false), ("", false),
  ])
  func `a name is this machine's own, or it is not`(_ authority: String, _ isOwn: Bool) {
    let names = LocalDoor.Names { $0 == "own.example" }
    #expect(names.hold(authority) == isOwn)
  }

  @Test(
    arguments: [
      ([:], 200), (["Origin": "http://localhost:3000"], 200), (["Origin": "http://[::1]:1"], 200),
      (["Origin": "https://page.example"], 403), (["Origin": "null"], 403),
      (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-origin"], 200),
    ] as [(HTTPFields, Int)]
  )
  func `pages of elsewhere stay out where that is asked`(
    _ fields: HTTPFields,
    _ code: Int
  ) async throws {
    for (asks, wanted) in [(true, code), (false, 200)] {
      let door = LocalDoor(
        to: HTTPHandlerClosure { _ in HTTPResponse(200) },
        names: LocalDoor.Names(),
        asksForOrigin: asks,
        refusal: { _ in HTTPResponse(403) }
      )
      let request = HTTPRequest(.post, authority: "127.0.0.1:1", target: "/", fields: fields)
      #expect(try await door.respond(to: request).status.code == wanted)
    }
  }
}
