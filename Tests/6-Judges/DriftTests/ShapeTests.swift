import CanonicalJSON
import Testing

@testable import Drift

struct ShapeTests {
  private static func shape(_ samples: [String]) throws -> Shape {
    var shape = Shape()
    for sample in samples { shape.add(try JSON(parsing: sample)) }
    return shape
  }

  struct Kind: CustomTestStringConvertible, Sendable {
    var text: String
    var kind: StringKind
    var testDescription: String { "\(text.prefix(40)) is \(kind)" }
  }

  static let kinds = [
    Kind(text: "2026-11-20", kind: .date),
    Kind(text: "2026-11-20T22:57:00.123Z", kind: .date),
    Kind(text: "2026-11-2022", kind: .word),
    Kind(text: "https://v3.fal.media/files/a.png", kind: .url),
    Kind(text: "httpsomething", kind: .word),
    Kind(text: "019e670c-1b2c-7d3e-8f4a-0123456789ab", kind: .uuid),
    Kind(text: "019e670c-1b2c-7d3e-8f4a-0123456789xy", kind: .word),
    Kind(text: "98105cea57c805fe3313", kind: .hex),
    Kind(text: "cafe", kind: .word),
    Kind(text: "data:image/png;base64,AAAA", kind: .dataURI),
    Kind(text: String(repeating: "iVBORw0KGgo+", count: 8), kind: .base64),
    Kind(text: "image/jpeg", kind: .word),
    Kind(text: "IN_QUEUE", kind: .word),
    Kind(text: "", kind: .text),
    Kind(text: "a red fox", kind: .text),
    Kind(text: "naïve", kind: .text),
  ]

  @Test(arguments: kinds)
  func `tells what a string looks like`(_ kind: Kind) {
    #expect(StringKind(of: kind.text) == kind.kind)
  }

  @Test func `keeps types, presence and patterns, and no value`() throws {
    let shape = try ShapeTests.shape([
      #"{"url":"https://v3.fal.media/files/heron/0a1b2c3d4e5f6a7b.png","seed":1,"note":"a b"}"#,
      #"{"url":"https://fal.media/files/penguin/0a1b2c3d4e5f6a7c.png","seed":1.0}"#,
      #"{"url":"https://v3b.fal.media/files/fox/0a1b2c3d4e5f6a7d.png","seed":null}"#,
    ])
    let expected = try JSON(
      parsing: #"""
        {"count":3,"types":{"object":3},"members":{
          "note":{"count":1,"types":{"string":1},"strings":{"text":1}},
          "seed":{"count":3,"types":{"null":1,"integer":2}},
          "url":{"count":3,"types":{"string":3},"strings":{"url":3},
            "urls":[{"host":"fal.media","path":"/files/*/*.png"}]}}}
        """#
    )
    #expect(shape.json.differences(from: expected) == [])
  }

  @Test func `lists words that come back, and never one that was sent`() throws {
    var shape = Shape()
    for _ in 0..<3 {
      shape.add(["status": "COMPLETED", "prompt": "fox"], Shape.Discretion(hidden: ["fox"]))
    }
    #expect(shape.json["members"]?["status"]?["values"] == ["COMPLETED"])
    #expect(!shape.json.text().contains("fox"))
  }

  @Test func `tells another kind of path, once it has seen enough of both`() throws {
    func shape(_ folder: String, _ count: Int) -> Shape {
      var shape = Shape()
      for number in 0..<count {
        shape.add(.string("https://v3.fal.media/\(folder)/\(1000 + number)/x.png"))
      }
      return shape
    }
    let changes = shape("pictures", 3).differences(from: shape("files", 3), at: JSONPointer())
    #expect(
      changes == [
        Difference(
          .responsePathChanged,
          JSONPointer(),
          before: "/files/*/*.png",
          after: "/pictures/*/*.png"
        )
      ]
    )
    #expect(shape("pictures", 3).differences(from: shape("files", 2), at: JSONPointer()) == [])
  }

  /// Samples of every kind that answers are made of, the same for the same number.
  private static func sample(_ seed: Int) -> JSON {
    var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    return value(&state, depth: 3)
  }

  private static func value(_ state: inout UInt64, depth: Int) -> JSON {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    let pick = Int(state % 10)
    let number = Int(state >> 8 & 7)
    switch pick {
    case 0: return .null
    case 1: return .bool(number % 2 == 0)
    case 2: return .integer(number)
    case 3: return .number(JSONNumber(Double(number) + 0.5))
    case 4: return .string("w\(number)")
    case 5: return .string("https://h\(number).example.org/files/\(number)/x.png")
    case 6: return .string("two words \(number)")
    case 7 where depth > 0:
      return .array((0..<number % 3).map { _ in value(&state, depth: depth - 1) })
    default:
      guard depth > 0 else { return .string("2026-11-2\(number)") }
      let members = ["a", "b", "c", "d"].prefix(1 + number % 4)
      return .object(
        JSONObject(
          members.map { JSONObject.Member(name: $0, value: value(&state, depth: depth - 1)) }
        )
      )
    }
  }

  @Test(arguments: 0..<60)
  func `is the same for the same samples in any order and grouping`(_ seed: Int) {
    let samples = (0..<9).map { ShapeTests.sample(seed * 100 + $0) }
    var forward = Shape()
    samples.forEach { forward.add($0) }
    var backward = Shape()
    samples.reversed().forEach { backward.add($0) }
    var grouped = Shape(of: samples[4])
    var rest = Shape()
    for (index, sample) in samples.enumerated() where index != 4 { rest.add(sample) }
    grouped.merge(rest)
    #expect(forward == backward)
    #expect(forward == grouped)
  }

  @Test(arguments: 0..<60)
  func `reads its own form back, and finds no difference to itself`(_ seed: Int) throws {
    var shape = Shape()
    for offset in 0..<9 { shape.add(ShapeTests.sample(seed * 100 + offset)) }
    let read = try #require(Shape(JSON(parsing: shape.json.bytes(.file))))
    #expect(read == shape)
    #expect(shape.differences(from: shape, at: JSONPointer()) == [])
    #expect(shape.differences(from: read, at: JSONPointer()) == [])
  }

  @Test(arguments: 0..<60)
  func `mirrors every change when before and after are swapped`(_ seed: Int) {
    // Enough of each that what is missing says as much as what is there.
    let first = ShapeTests.repeated(ShapeTests.sample(seed), ShapeTests.sample(seed + 1000))
    let second = ShapeTests.repeated(ShapeTests.sample(seed + 2000), ShapeTests.sample(seed + 3000))
    let there = second.differences(from: first, at: JSONPointer())
    let back = first.differences(from: second, at: JSONPointer())
    func keys(_ differences: [Difference], _ rule: (Rule) -> Rule) -> [String] {
      differences.map { "\(rule($0.rule)) \($0.pointer)" }.sorted()
    }
    #expect(keys(there) { $0.mirror } == keys(back) { $0 })
  }

  private static func repeated(_ samples: JSON...) -> Shape {
    var shape = Shape()
    for _ in 0..<20 { samples.forEach { shape.add($0) } }
    return shape
  }
}
