import Bytes
import CanonicalJSON
import Catalog
import Files
import Gateway
import HTTPMessages
import HTTPTransport
import Mapping
import Offline
import Stubs
import Synchronization
import Terminal
import TestSupport
import Testing

@testable import Commands

/// Maps before live providers, of two gateways, and of a call that somebody ends early.
@Suite(.heavy)
struct MapReachTests {
  /// A gateway that looks for the providers at `origin`, and takes one key.
  private func gateway(upstream origin: String, key: String? = nil) throws -> Gateway {
    let catalog = try ModelCatalog.shipped()
    var options = Offline.Options()
    options.settle = { $0.key = key }
    return Offline(
      catalog,
      stubs: StubServer(catalog.opened, in: .offline),
      origin: origin,
      client: HTTPClient(reaching: .anyAddress),
      in: .offline,
      options: options
    ).gateway
  }

  /// The provider itself, with a book of what was bought there.
  private final class Provider: HTTPHandler {
    private let stubs: StubServer
    private let bought = Mutex(0)

    init(_ catalog: ModelCatalog) { stubs = StubServer(catalog.opened, in: .offline) }

    var count: Int { bought.withLock { $0 } }

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      var request = request
      if request.method == .post {
        let bytes = try await request.body.collected()
        let count = (try? JSON(parsing: bytes))?["num_images"]?.intValue ?? 1
        bought.withLock { $0 += count }
        request.body = .bytes(bytes)
      }
      return try await stubs.respond(to: request)
    }
  }

  /// What it costs is counted where it is sold: a picture of this model is four cents, whatever its size.
  @Test func `before live providers no more is bought than the budget covers`() async throws {
    let catalog = try ModelCatalog.shipped()
    let price = try #require(catalog.model("flux1.1-pro")?.offers.first?.price)
    let cost = try #require(price.cost(pixels: PixelSize(1024, 1024), inputs: []))
    for (dollars, most) in [("0", 0), ("0.5", 12), ("2", 50)] {
      let provider = Provider(catalog)
      try await withHTTPServer(serving: provider) { upstream in
        try await withHTTPServer(serving: gateway(upstream: upstream.url)) { server in
          let run = await touchstone([
            "map", "flux1.1-pro", "--gateway", "\(server.url)/v1", "--upstream", "live", "--budget",
            dollars, "--json",
          ])
          #expect(provider.count <= most && cost * provider.count <= Money(dollars: 2))
          guard most > 0 else {
            #expect(run.code == .usage)
            #expect(run.errors.contains("the budget covers no ask"), "\(run.errors)")
            return
          }
          #expect(run.code == .success, "\(run.errors)")
          #expect(provider.count > most / 2)
          #expect(run.errors.contains("too dear for the budget"), "\(run.errors)")
          let map = try GatewayMap(parsing: Array(run.output.utf8), file: "-")
          #expect(map.offers[0].rows.count > most / 4)
          #expect(map.offers[0].plain?.kind == .unseen)
          #expect(map.asks <= most, "what was not put is not counted")
        }
      }
    }
  }

  @Test func `another gateway has a key, a port and an address of its own`() async throws {
    let (here, there) = (try ReservedPort.next(), try ReservedPort.next())
    let own = try gateway(upstream: "http://127.0.0.1:\(here)", key: "one")
    let other = try gateway(upstream: "http://localhost:\(there)", key: "two")
    try await withHTTPServer(serving: own) { first in
      try await withHTTPServer(serving: other) { second in
        let call = [
          "map", "flux1.1-pro", "--quiet", "--gateway", "\(first.url)/v1", "--gateway-key", "one",
          "--upstream-listen", "127.0.0.1:\(here)", "--against", "\(second.url)/v1",
        ]
        let run = await touchstone(
          call + [
            "--against-key", "two", "--against-listen", "127.0.0.1:\(there)", "--against-url",
            "http://localhost:\(there)",
          ]
        )
        #expect(run.code == .success, "\(run.errors)")
        #expect(run.output.contains(" alike, 0 otherwise"), "\(run.output)")
        let locked = await touchstone(call + ["--against-listen", "127.0.0.1:\(there)"])
        #expect(locked.code == .couldNotFindOut)
        #expect(!locked.errors.isEmpty)
      }
    }
    let alone = await touchstone(["map", "--against-key", "two"])
    #expect(alone.errors.contains("'--against-key' also needs --against"))
  }

  @Test func `what was whole before an interruption is kept`() async throws {
    let (told, tell) = AsyncStream.makeStream(of: Void.self)
    let errors = Mutex("")
    try await withTemporaryFolder { folder in
      let console = Console(
        write: { _ in },
        writeError: { text in
          errors.withLock { $0 += text }
          // The second model has been begun, and has many asks before it.
          if text.hasPrefix("fal/flux.2-max t2i") { tell.finish() }
        },
        workingDirectory: folder.path,
        interruption: { { for await _ in told {} } }
      )
      let code = await Touchstone.run(
        ["map", "flux1.1-pro", "flux.2-max", "--maps", "maps", "--gateway", "reference"],
        console: console
      )
      #expect(code == .interrupted)
      #expect(folder.files(under: "maps", suffix: ".json") == ["maps/flux1.1-pro.json"])
      let said = errors.withLock { $0 }
      #expect(said.hasSuffix("interrupted: no map of flux.2-max\n"), "\(said)")
    }
  }
}
