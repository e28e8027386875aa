import CanonicalJSON
import HTTPMessages
import Stubs
import Synchronization
import TestSupport
import Testing

@testable import Drift

/// A difference that is none: how every answer is altered by the number of its request.
struct NonChange: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var subject: String
  var place: Place
  var edit: @Sendable (inout AlteredProvider.Reply, Int) -> Void

  init(
    _ name: String,
    _ subject: String,
    _ place: Place,
    edit: @escaping @Sendable (inout AlteredProvider.Reply, Int) -> Void
  ) {
    testDescription = name
    self.subject = subject
    self.place = place
    self.edit = edit
  }

  /// Numbers go on over baseline and night, so that the night sees what no sample was just like.
  func planted(in provider: any HTTPHandler) -> AlteredProvider {
    let counter = Counter()
    return AlteredProvider(provider) { [place, edit] request, reply in
      if place.covers(request, reply) { edit(&reply, counter.next()) }
    }
  }

  static func set(
    _ name: String,
    _ subject: String,
    _ place: Place,
    _ pointer: String,
    _ value: @escaping @Sendable (Int) -> JSON?
  ) -> NonChange {
    NonChange(name, subject, place) { reply, number in
      reply.json = reply.json?.setting(pointer, value(number))
    }
  }
}

private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

extension NonChange {
  private static let fal = "fal/flux.2-max"
  private static let fal1 = "fal/flux.1-dev"
  private static let replicate = "replicate/flux.1-dev"
  private static let fireworks = "fireworks/flux.1-kontext-max"
  private static let input = "/components/schemas/Input"
  private static let record = "/latest_version/openapi_schema/components/schemas"

  static let ofAnswers: [NonChange] = [
    NonChange("keys in another order", fal, .result) { reply, number in
      if number > 3 { reply.json = reply.json?.reordered }
    },
    NonChange("Replicate's keys in another order", replicate, .result) { reply, number in
      if number > 3 { reply.json = reply.json?.reordered }
    },
    NonChange("white space", fal, .result) { reply, number in
      if number > 3 { reply.bytes = reply.json?.bytes(.pretty) ?? [] }
    },
    .set("another id", replicate, .result, "/id") { .string("id\(number($0))xyz") },
    .set("another seed", fal, .result, "/seed") { .integer($0 * 7919) },
    .set("another date", replicate, .result, "/created_at") { .string("2026-11-2\($0)T03:00:00Z") },
    .set("a date without fractions", replicate, .result, "/completed_at") {
      $0 > 3 ? "2026-11-20T03:00:00+00:00" : "2026-11-20T03:00:00.123Z"
    },
    NonChange("hosts that rotate", fal, .result) { reply, number in
      let host = ["v2", "v3", "v3b", "cdn"][number % 4]
      reply.json = reply.json?.mappingStrings {
        $0.replacing("https://fal.run/", with: "https://\(host).fal.media/")
      }
    },
    .set("a member that is there at times", fal, .result, "/note") {
      $0.isMultiple(of: 2) ? "a note" : nil
    },
    .set("a member that is missing tonight", fal, .result, "/note") {
      $0.isMultiple(of: 2) ? nil : "a note"
    },
    .set("null at times", fal, .result, "/images/*/file_size") {
      $0.isMultiple(of: 2) ? .null : 12345
    },
    .set("a string at times", fal, .result, "/images/*/file_name") {
      $0.isMultiple(of: 2) ? "a b.jpg" : .null
    },
    .set("null or missing", fal, .result, "/note") {
      $0.isMultiple(of: 2) ? .null : nil
    },
    .set("1 or 1.0", fal, .result, "/seed") {
      $0 > 3 ? .number(JSONNumber("1.0") ?? JSONNumber(1)) : 1
    },
    .set("whole or not", replicate, .result, "/metrics/predict_time") {
      $0.isMultiple(of: 2) ? 3 : 3.25
    },
    NonChange("one more element", fal, .result) { reply, number in
      guard number > 3, let first = reply.json?["images"]?[0] else { return }
      reply.json = reply.json?.setting("/images/-", first)
    },
    NonChange("one more output", replicate, .result) { reply, number in
      guard number > 3, let first = reply.json?["output"]?[0] else { return }
      reply.json = reply.json?.setting("/output/-", first)
    },
    .set("other timings", fal1, .result, "/timings/inference") {
      .number(JSONNumber(Double($0) / 7))
    },
    .set("other logs", replicate, .result, "/logs") { .string("step \($0)\nUsing seed: \($0)") },
    NonChange("Cloudflare's fields", replicate, .result) { reply, number in
      guard number > 3 else { return }
      reply.fields["cf-ray"] = "8d0c"
      reply.fields["cf-cache-status"] = "DYNAMIC"
      reply.fields["server"] = "cloudflare"
    },
    NonChange("fields of the day", fal, .result) { reply, number in
      reply.fields["Date"] = "Sat, 2\(number) Nov 2026 00:00:00 GMT"
      reply.fields["Age"] = number > 3 ? "3" : nil
      reply.fields["x-envoy-upstream-service-time"] = number > 3 ? "12" : nil
      reply.fields["strict-transport-security"] = number > 3 ? "max-age=1" : nil
    },
    NonChange("fewer requests left", replicate, .result) { reply, number in
      reply.fields["ratelimit-remaining"] = number > 3 ? nil : "\(600 - number)"
    },
    NonChange("a charset", fal, .result) { reply, number in
      if number > 3 { reply.fields[.contentType] = "application/json; charset=utf-8" }
    },
    NonChange("units as another text", fal, .result) { reply, number in
      if number > 3 { reply.fields["X-Fal-Billable-Units"] = "1" }
    },
    .set("another id of the request", fireworks, .result, "/id") {
      .string("0198f3c2-aaaa-7bbb-8ccc-00000000000\($0 % 10)")
    },
  ]

  /// An id of a length that no digit changes.
  private static func number(_ count: Int) -> Int { 1_000_000_000 + count * 7_919 }

  static let ofDocuments: [NonChange] = [
    NonChange("a document in another order", fal1, .schema) { reply, number in
      if number > 1 { reply.json = reply.json?.reordered }
    },
    .set("another title", fal1, .schema, "\(input)/title") { .string("Input \($0)") },
    .set("another description", fal1, .schema, "\(input)/properties/prompt/description") {
      .string("what to draw, edition \($0)")
    },
    .set("examples", fal1, .schema, "\(input)/properties/prompt/examples") {
      $0 > 1 ? ["a fox"] : nil
    },
    .set("fields in another order", fal1, .schema, "\(input)/x-fal-order-properties") {
      $0 > 1 ? ["seed", "prompt"] : ["prompt", "seed"]
    },
    .set("another x-order", replicate, .schema, "\(record)/Input/properties/seed/x-order") {
      .integer($0)
    },
    NonChange("values in another order", fal1, .schema) { reply, number in
      guard number > 1, let place = JSONPointer("\(input)/properties/output_format/enum"),
        let values = reply.json?[place]?.arrayValue
      else { return }
      reply.json = reply.json?.setting(place.description, .array(values.reversed()))
    },
    .set(
      "a default as another text",
      fal1,
      .schema,
      "\(input)/properties/num_inference_steps/default"
    ) {
      $0 > 1 ? .number(JSONNumber("28.0") ?? JSONNumber(28)) : 28
    },
    NonChange("a reference where the enum stood", fal1, .schema) { reply, number in
      let place = "\(input)/properties/output_format"
      guard number > 1, let json = reply.json, let pointer = JSONPointer(place),
        let schema = json[pointer]
      else { return }
      reply.json = json.setting("/components/schemas/Format", schema.setting("/default", nil))
        .setting(place, ["allOf": [["$ref": "#/components/schemas/Format"]], "default": "jpeg"])
    },
    .set("how often a model was run", replicate, .schema, "/run_count") { .integer($0) },
  ]

  static let ofRefusals: [NonChange] = [
    NonChange("faults in another order", fal1, .refusal) { reply, number in
      guard number > 3, let detail = reply.json?["detail"]?.arrayValue else { return }
      reply.json = reply.json?.setting("/detail", .array(detail.reversed()))
    },
    NonChange("a refusal's request id", fireworks, .refusal) { reply, number in
      reply.json = reply.json?.setting(
        "/request_id",
        .string("0198f3c2-aaaa-7bbb-8ccc-00000000000\(number % 10)")
      )
    },
    .set("another page of documents", fal, .refusal, "/detail/*/url") {
      .string("https://docs.fal.ai/errors#\($0)")
    },
  ]

  static let all = ofAnswers + ofDocuments + ofRefusals
}

@Suite(.heavy)
struct NonChangeTests {
  @Test(arguments: NonChange.all)
  func `invents nothing`(_ difference: NonChange) async throws {
    let provider = difference.planted(in: try World.stubs())
    let (changes, troubles) = try await World.changes(
      of: difference.subject,
      from: provider,
      to: provider
    )
    #expect(changes == [])
    #expect(troubles == [])
  }

  @Test func `there are enough of them, and of changes`() {
    #expect(NonChange.all.count >= 30)
    #expect(Plant.all.count >= 60)
  }

  @Test func `a slow provider is the same provider`() async throws {
    let stubs = try World.stubs()
    let slow = HTTPHandlerClosure { request in
      for _ in 0..<50 { await Task.yield() }
      return try await stubs.respond(to: request)
    }
    let (changes, troubles) = try await World.changes(of: "fal/flux.2-max", from: stubs, to: slow)
    #expect(changes == [])
    #expect(troubles == [])
  }
}
