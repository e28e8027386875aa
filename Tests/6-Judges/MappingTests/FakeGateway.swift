import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Mapping
import Synchronization

/// A gateway that is a function: from a client's members to the calls that it makes, or a refusal.
struct FakeGateway: Sendable {
  struct Answer: Sendable {
    var calls: [JSONObject] = [[:]]
    var size = PixelSize(1024, 1024)
    var pictures = 1
    var refusal: String?

    static func refused(_ code: String = "BAD") -> Answer { Answer(calls: [], refusal: code) }
  }

  var answer: @Sendable (JSONObject) -> Answer
  /// How many asks were put to it.
  let count = Counter()

  final class Counter: Sendable {
    private let value = Atomic(0)

    var current: Int { value.load(ordering: .relaxed) }
    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
  }

  init(_ answer: @escaping @Sendable (JSONObject) -> Answer) { self.answer = answer }

  /// Learns a map of it, as of a model that nobody describes.
  func learned(_ mode: Mode = .textToImage) async throws -> OfferMap {
    var mapper = OfferMapper(MapSubject(name: "fake", mode: mode), asking: asker(mode))
    guard let map = try await mapper.learned() else { throw NotServed() }
    return map
  }

  func asker(_ mode: Mode = .textToImage) -> Asker {
    Asker(model: "fake", mode: mode, jobs: 4) { ask in sides(of: ask) }
  }

  /// Both sides of an ask, as a witness would show them.
  func sides(of ask: Ask) -> JSON {
    _ = count.next()
    let answer = answer(ask.fields)
    guard let code = answer.refusal else {
      let picture: JSON = ["as": "url", "picture": .string("\(answer.size) png")]
      return [
        "upstream": .array(
          answer.calls.map { ["provider": "fal", "endpoint": "fake/model", "input": .object($0)] }
        ),
        "response": [
          "status": 200, "data": .array(Array(repeating: picture, count: answer.pictures)),
        ],
      ]
    }
    return ["upstream": [], "response": ["status": 400, "error": ["code": .string(code)]]]
  }

  struct NotServed: Error {}
}

/// The size that an ask says, read in one way for all fakes.
enum FakeSize {
  static func pixels(_ fields: JSONObject) -> PixelSize? {
    fields["size"]?.stringValue.flatMap { PixelSize($0) }
  }

  static func ratio(_ fields: JSONObject) -> Double? {
    let text = (fields["size"] ?? fields["aspect_ratio"])?.stringValue ?? ""
    return PixelSize(text)?.ratio ?? AspectRatio(text)?.value
  }
}
