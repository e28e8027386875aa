import CanonicalJSON
import HTTPMessages
import Synchronization
import Testing

/// A gateway with one natural fault, planted on one of its sides, and the requirements that must name it.
struct GatewayMutant: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// Where the cases stand that must see it.
  var prefix: String
  var requirements: Set<String>
  var client: @Sendable (any HTTPHandler) -> any HTTPHandler = { $0 }
  var upstream: @Sendable (any HTTPHandler) -> any HTTPHandler = { $0 }
}

struct GatewayMutantTests {
  @Test(arguments: GatewayMutant.all)
  func `the judge names what is wrong, and nothing else`(_ mutant: GatewayMutant) async throws {
    let bench = try WireBench.shared.get()
    let suite = bench.suite(through: mutant.client, upstream: mutant.upstream)
    let outcome = await bench.judge(suite, prefix: mutant.prefix)
    #expect(outcome.broken == mutant.requirements, "\(outcome.failures)")
  }
}

extension GatewayMutant {
  static let all: [GatewayMutant] = [
    GatewayMutant(
      testDescription: "another size for one row",
      prefix: "wire/sizes/flux.2-max/fal/t2i/4x3",
      requirements: ["size.table"],
      upstream: sending { input in
        if input["image_size"] == ["width": 1183, "height": 887] {
          input["image_size"] = ["width": 1024, "height": 768]
        }
      }
    ),
    GatewayMutant(
      testDescription: "one picture fewer",
      prefix: "wire/n/flux.2-max/fal/t2i/3",
      requirements: ["n.count"],
      client: answering { _, answer in
        let items = answer["data"]?.arrayValue ?? []
        if items.count > 1 { answer["data"] = .array(items.dropLast()) }
      }
    ),
    GatewayMutant(
      testDescription: "one call after the other",
      prefix: "wire/n/flux.2-max/fal/t2i/overlap",
      requirements: ["n.emulated"],
      upstream: { OneAtATime($0) }
    ),
    GatewayMutant(
      testDescription: "one seed for all",
      prefix: "wire/n/flux.2-max/fal/t2i/seeds",
      requirements: ["n.seed"],
      upstream: sending { input in
        if input["seed"] != nil { input["seed"] = 42 }
      }
    ),
    GatewayMutant(
      testDescription: "a URL where base64 was asked",
      prefix: "wire/format/flux.2-max/fal/t2i/b64",
      requirements: ["format.exclusive"],
      client: asking { request in
        if request["response_format"] == "b64_json" { request["response_format"] = "url" }
      }
    ),
    GatewayMutant(
      testDescription: "a field that nobody asked for",
      prefix: "wire/sizes/flux.2-max/fal/t2i/4x3",
      requirements: ["norm.nothing-else"],
      upstream: sending { $0["style"] = "vivid" }
    ),
    GatewayMutant(
      testDescription: "a field that nobody asked for, in the second call",
      prefix: "wire/params/flux.2-max/fal/t2i/n-6-seed",
      requirements: ["norm.nothing-else"],
      upstream: sending { input in
        if input["seed"] != 42 { input["style"] = "vivid" }
      }
    ),
    GatewayMutant(
      testDescription: "another model called",
      prefix: "wire/sizes/flux.2-max/fal/t2i/4x3",
      requirements: ["size.table"],
      upstream: { upstream in
        HTTPHandlerClosure { request in
          var request = request
          if request.target.path.hasSuffix("/fal-ai/flux-2-max") {
            request.target = "/fal/fal-ai/flux/dev"
          }
          return try await upstream.respond(to: request)
        }
      }
    ),
    GatewayMutant(
      testDescription: "unknown fields dropped",
      prefix: "wire/norm/flux.2-max/fal/t2i/unknown-nested",
      requirements: ["norm.unknown"],
      upstream: sending { $0["vendor_option"] = nil }
    ),
    GatewayMutant(
      testDescription: "numbers rewritten",
      prefix: "wire/norm/flux.2-max/fal/t2i/unknown-float-text",
      requirements: ["norm.unknown"],
      upstream: sending { input in
        if input["vendor_option"] != nil { input["vendor_option"] = 1.5 }
      }
    ),
    GatewayMutant(
      testDescription: "the asked size echoed",
      prefix: "wire/size/flux.2-max/fal/t2i/size-ratio",
      requirements: ["size.reported"],
      client: answering { request, answer in answer["size"] = request["size"] }
    ),
    GatewayMutant(
      testDescription: "a malformed size taken for the default",
      prefix: "wire/refusals/flux.2-max/fal/t2i/banana",
      requirements: ["size.malformed", "error.shape"],
      client: asking { request in
        if request["size"] == "banana" { request["size"] = nil }
      }
    ),
    GatewayMutant(
      testDescription: "200 with an error",
      prefix: "wire/refusals/flux.2-max/fal/t2i/eleven",
      requirements: ["n.range"],
      client: { gateway in
        HTTPHandlerClosure { request in
          var response = try await gateway.respond(to: request)
          response.status = 200
          return response
        }
      }
    ),
    GatewayMutant(
      testDescription: "pictures in another order",
      prefix: "wire/n/flux.2-max/fal/t2i/order",
      requirements: ["n.order"],
      client: answering { _, answer in
        answer["data"] = .array((answer["data"]?.arrayValue ?? []).reversed())
      }
    ),
    GatewayMutant(
      testDescription: "the answer's format sent upstream",
      prefix: "wire/format/flux.2-max/fal/t2i/never-upstream",
      requirements: ["format.never-upstream"],
      upstream: sending { $0["response_format"] = "b64_json" }
    ),
  ]

  /// Changes a model's input on its way to the provider.
  private static func sending(
    _ change: @escaping @Sendable (inout JSONObject) -> Void
  ) -> @Sendable (any HTTPHandler) -> any HTTPHandler {
    { upstream in
      HTTPHandlerClosure { request in
        try await upstream.respond(to: try await request.changing(change))
      }
    }
  }

  /// Changes a client's request before the gateway reads it.
  private static func asking(
    _ change: @escaping @Sendable (inout JSONObject) -> Void
  ) -> @Sendable (any HTTPHandler) -> any HTTPHandler {
    sending(change)
  }

  /// Changes the gateway's answer, seeing what was asked.
  private static func answering(
    _ change: @escaping @Sendable (JSONObject, inout JSONObject) -> Void
  ) -> @Sendable (any HTTPHandler) -> any HTTPHandler {
    { gateway in
      HTTPHandlerClosure { request in
        let asked = try await request.body.collected()
        var response = try await gateway.respond(to: request)
        guard let question = try? JSON(parsing: asked).objectValue,
          var answer = try? JSON(parsing: await response.body.collected()).objectValue
        else { return response }
        change(question, &answer)
        response.body = .bytes(JSON.object(answer).bytes())
        return response
      }
    }
  }
}

extension HTTPRequest {
  /// The request with the members of its JSON body changed; any other body stays.
  fileprivate func changing(_ change: (inout JSONObject) -> Void) async throws -> HTTPRequest {
    let bytes = try await body.collected()
    var request = self
    request.body = .bytes(bytes)
    guard var object = try? JSON(parsing: bytes).objectValue else { return request }
    change(&object)
    request.body = .bytes(JSON.object(object).bytes())
    request.fields[.contentLength] = nil
    return request
  }
}

/// Lets one request through at a time, as a gateway that awaits each call in a loop does.
private final class OneAtATime: HTTPHandler {
  private let next: any HTTPHandler
  private let last = Mutex<Task<Void, Never>?>(nil)

  init(_ next: any HTTPHandler) { self.next = next }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let (done, finished) = AsyncStream.makeStream(of: Never.self)
    let previous = last.withLock { last in
      let previous = last
      last = Task { for await _ in done {} }
      return previous
    }
    await previous?.value
    defer { finished.finish() }
    return try await next.respond(to: request)
  }
}
