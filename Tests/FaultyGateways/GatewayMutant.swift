package import CanonicalJSON
package import HTTPMessages
package import Offline
import Synchronization
import Testing

/// A handler's wrapping that stands before or behind a gateway and spoils it.
package typealias Spoiler = @Sendable (any HTTPHandler) -> any HTTPHandler

/// A gateway with one natural fault, planted on one of its sides, and the requirements that must name it.
package struct GatewayMutant: Sendable, CustomTestStringConvertible {
  package var testDescription: String
  /// Where the cases stand that must see it.
  package var prefix: String
  package var requirements: Set<String>
  package var client: Spoiler
  package var upstream: Spoiler
  /// The client for URLs that lead away from the providers.
  package var elsewhere: (any HTTPHandler)?
  package var options: Offline.Options

  init(
    _ description: String,
    _ prefix: String,
    _ requirements: Set<String>,
    client: @escaping Spoiler = { $0 },
    upstream: @escaping Spoiler = { $0 },
    elsewhere: (any HTTPHandler)? = nil,
    options: Offline.Options = WireTrial.options
  ) {
    testDescription = description
    self.prefix = "wire/" + prefix
    self.requirements = requirements
    self.client = client
    self.upstream = upstream
    self.elsewhere = elsewhere
    self.options = options
  }

  package static let all: [GatewayMutant] =
    ofRequests + ofRulings + ofPictures + ofAnswers + ofSurface + ofFailures + ofValues + ofMoney
    + ofKeys + ofNetworks + unseen + ofLostSizes + ofLostInputs + ofNeedlessRefusals
    + ofWrongAccounts
}

// MARK: Ways to spoil a gateway

/// Sends each message to a path that ends so twice.
package func repeating(_ ending: String) -> Spoiler {
  { next in
    HTTPHandlerClosure { request in
      guard request.target.path.hasSuffix(ending) else {
        return try await next.respond(to: request)
      }
      var request = request
      request.body = .bytes(try await request.body.collected())
      _ = try await next.respond(to: request)
      return try await next.respond(to: request)
    }
  }
}

/// Changes a message on its way in.
package func before(
  _ change: @escaping @Sendable (inout HTTPRequest, inout [UInt8]) throws -> Void
) -> Spoiler {
  { next in
    HTTPHandlerClosure { request in
      var request = request
      var body = try await request.body.collected()
      try change(&request, &body)
      request.body = .bytes(body)
      request.fields[.contentLength] = nil
      return try await next.respond(to: request)
    }
  }
}

/// Changes an answer on its way out, seeing what was asked.
package func after(
  _ change: @escaping @Sendable (HTTPRequest, [UInt8], inout HTTPResponse, inout [UInt8]) -> Void
) -> Spoiler {
  { next in
    HTTPHandlerClosure { request in
      let asked = try await request.body.collected()
      var response = try await next.respond(to: request)
      var body = try await response.body.collected()
      change(request, asked, &response, &body)
      response.body = .bytes(body)
      response.fields[.contentLength] = nil
      return response
    }
  }
}

/// Changes a client's JSON request.
package func asking(_ change: @escaping @Sendable (inout JSONObject) -> Void) -> Spoiler {
  before { _, body in
    guard var object = try? JSON(parsing: body).objectValue else { return }
    change(&object)
    body = JSON.object(object).bytes()
  }
}

/// Changes a model's input on its way to the provider.
package func sending(_ change: @escaping @Sendable (inout JSONObject) -> Void) -> Spoiler {
  sending(to: "") { change(&$0) }
}

/// Changes a model's input on its way to paths that hold a word.
package func sending(
  to word: String,
  _ change: @escaping @Sendable (inout JSONObject) -> Void
) -> Spoiler {
  before { request, body in
    let path = request.target.path
    guard request.method == .post, word.isEmpty || path.contains(word),
      !path.hasSuffix("/get_result"), var object = try? JSON(parsing: body).objectValue
    else { return }
    if var input = object["input"]?.objectValue, path.hasSuffix("/predictions") {
      change(&input)
      object["input"] = .object(input)
    } else {
      change(&object)
    }
    body = JSON.object(object).bytes()
  }
}

/// Changes the gateway's JSON answer, seeing what was asked.
package func answering(
  _ change: @escaping @Sendable (_ asked: JSON, _ answer: inout JSONObject) -> Void
) -> Spoiler {
  after { _, asked, _, body in
    guard var answer = try? JSON(parsing: body).objectValue else { return }
    change((try? JSON(parsing: asked)) ?? .null, &answer)
    body = JSON.object(answer).bytes()
  }
}

/// Changes the error of an answer that is one.
package func erring(
  _ change: @escaping @Sendable (inout HTTPResponse, inout JSONObject) -> Void
) -> Spoiler {
  after { _, _, response, body in
    guard response.status.code >= 400,
      var error = (try? JSON(parsing: body))?["error"]?.objectValue
    else { return }
    change(&response, &error)
    body = JSON.object(["error": .object(error)]).bytes()
  }
}

/// Changes the parts of a form.
package func filling(_ change: @escaping @Sendable (inout [MultipartPart]) -> Void) -> Spoiler {
  before { request, body in
    let type = request.fields[.contentType]
    guard var parts = try? MultipartPart.all(in: body, contentType: type) else { return }
    change(&parts)
    var writer = MultipartWriter(boundary: "mutant-7f3a9c")
    for part in parts { writer.append(part) }
    request.fields[.contentType] = writer.contentType.text
    body = writer.finished()
  }
}

extension JSONObject {
  /// Changes a member that is an object.
  mutating func change(_ name: String, _ change: (inout JSONObject) -> Void) {
    guard var object = self[name]?.objectValue else { return }
    change(&object)
    self[name] = .object(object)
  }

  /// Changes each picture of an answer.
  mutating func changePictures(_ change: (inout JSONObject) -> Void) {
    guard let items = self["data"]?.arrayValue else { return }
    self["data"] = .array(
      items.map { item in
        guard var object = item.objectValue else { return item }
        change(&object)
        return .object(object)
      }
    )
  }
}

/// Lets one request through at a time, as a gateway that awaits each call in a loop does.
package final class OneAtATime: HTTPHandler {
  private let next: any HTTPHandler
  private let last = Mutex<Task<Void, Never>?>(nil)

  init(_ next: any HTTPHandler) { self.next = next }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
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
