import CanonicalJSON
import Exchanges
import HTTPMessages
import Providers
import Synchronization
import Testing

@testable import Gateway

/// Keys that are planted everywhere a provider or a client could put them.
struct SecretTests {
  private static let keys = [
    "fake-fal-id:0123456789abcdef0123456789abcdef", "r8_FakeFakeFakeFakeFakeFakeFakeFakeFakeFake",
    "fw_FakeFakeFakeFakeFakeFake", "planted-gateway-key",
  ]

  private static let words = keys.joined(separator: " ")

  static let statuses = [400, 401, 402, 403, 404, 408, 422, 429, 500, 503]

  private func driver(
    _ notes: Notes,
    _ script: @escaping ScriptedProviders.Script
  ) throws -> GatewayDriver {
    try GatewayDriver(ScriptedProviders(script)) { settings in
      settings.key = SecretTests.keys[3]
      settings.redaction = RedactionPolicy(secrets: SecretTests.keys)
      settings.notePlan = { id, note in notes.add(id + note) }
    }
  }

  private func text(_ answer: Answer, _ notes: Notes) -> String {
    let head = answer.fields.all.map { "\($0.name.raw): \($0.value)" }.joined(separator: "\n")
    return head + String(decoding: answer.body, as: UTF8.self) + notes.all
  }

  private func send(_ driver: GatewayDriver, _ body: JSON) async throws -> Answer {
    try await driver.send(
      .post,
      "/v1/images/generations",
      .bytes(body.bytes()),
      fields: [
        "Authorization": "Bearer \(SecretTests.keys[3])", "Content-Type": "application/json",
      ]
    )
  }

  @Test(arguments: statuses, ["flux.2-max", "fal/flux.2-max", "replicate/flux.2-max"])
  func `a provider that repeats keys is not repeated`(status: Int, model: String) async throws {
    let notes = Notes()
    let driver = try driver(notes) { _, _ in
      var response = ScriptedProviders.json(
        status,
        [
          "detail": .string(SecretTests.words), "error": .string(SecretTests.words),
          "title": .string(SecretTests.words),
        ]
      )
      response.fields["X-Key"] = SecretTests.words
      response.fields[.retryAfter] = SecretTests.words
      return response
    }
    let answer = try await send(driver, ["model": .string(model), "prompt": "a"])
    #expect(answer.status >= 400)
    let text = text(answer, notes)
    for key in SecretTests.keys { #expect(!text.contains(key)) }
  }

  @Test func `fal's list of problems may hold a key, too`() async throws {
    let notes = Notes()
    let driver = try driver(notes) { _, _ in
      ScriptedProviders.json(
        422,
        [
          "detail": [
            [
              "loc": ["body", .string(SecretTests.keys[1])], "msg": .string(SecretTests.words),
              "type": "content_policy_violation",
            ]
          ]
        ]
      )
    }
    let answer = try await send(driver, ["model": "fal/flux.2-max", "prompt": "a"])
    #expect(answer["/error/code"] == "CONTENT_POLICY_VIOLATION")
    let text = text(answer, notes)
    for key in SecretTests.keys { #expect(!text.contains(key)) }
  }

  @Test func `a key where a model or a parameter belongs is not repeated`() async throws {
    let notes = Notes()
    let driver = try driver(notes) { _, _ in nil }
    let key = SecretTests.keys[1]
    let bodies: [JSON] = [
      ["model": .string(key), "prompt": "a"],
      ["model": "flux.2-max", "prompt": "a", "size": .string(key)],
      ["model": "flux.2-max", "prompt": .string("[fault: gateway=\(key)]")],
      ["model": "flux.2-max", "prompt": "a", "api_key": .string(key)],
    ]
    for body in bodies {
      let answer = try await send(driver, body)
      #expect(!text(answer, notes).contains(key))
    }
    let wrong = try await driver.send(
      .get,
      "/v1/models",
      fields: ["Authorization": "Bearer \(key)"]
    )
    #expect(wrong.status == 401)
    #expect(!text(wrong, notes).contains(key))
  }

  @Test func `a provider's key in the prompt it used is masked`() async throws {
    let notes = Notes()
    let driver = try driver(notes) { _, _ in
      let picture = ScriptedProviders.picture(from: "fal")
      guard case .bytes(let body) = picture.body, var json = try JSON(parsing: body).objectValue
      else { return nil }
      json["prompt"] = .string("a cat, by \(SecretTests.keys[0])")
      return ScriptedProviders.json(200, .object(json))
    }
    let answer = try await send(driver, ["model": "fal/flux.2-max", "prompt": "a"])
    #expect(answer.status == 200)
    #expect(answer["/data/0/revised_prompt"]?.stringValue?.hasPrefix("a cat, by ") == true)
    #expect(!text(answer, notes).contains(SecretTests.keys[0]))
  }
}

/// What was noted, as one text.
final class Notes: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: String { lines.withLock { $0.joined(separator: "\n") } }
}
