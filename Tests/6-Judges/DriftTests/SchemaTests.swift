import CanonicalJSON
import Testing

@testable import Drift

struct SchemaTests {
  private func node(_ schema: JSON, in document: JSON = [:]) -> SchemaNode {
    SchemaReader(document: document).node(schema)
  }

  @Test func `reads an enum behind allOf`() {
    let document: JSON = [
      "components": ["schemas": ["ratio": ["type": "string", "enum": ["1:1", "16:9"]]]]
    ]
    let read = node(
      ["allOf": [["$ref": "#/components/schemas/ratio"]], "default": "1:1", "x-order": 1],
      in: document
    )
    #expect(read.types == ["string"])
    #expect(read.values == ["1:1", "16:9"])
    #expect(read.defaultValue == "1:1")
  }

  @Test func `reads anyOf with null, and with an object beside names`() {
    let nullable = node(["anyOf": [["type": "integer", "minimum": 1], ["type": "null"]]])
    #expect(nullable.types == ["integer"])
    #expect(nullable.isNullable)
    #expect(nullable.bounds == ["minimum": 1])
    let size = node([
      "anyOf": [
        ["type": "object", "properties": ["width": ["type": "integer"]]],
        ["type": "string", "enum": ["square"]],
      ]
    ])
    #expect(size.types == ["object", "string"])
    #expect(size.values == ["square"])
    #expect(size.properties["width"]?.types == ["integer"])
    let open = node(["anyOf": [["type": "string"], ["type": "string", "enum": ["square"]]]])
    #expect(open.values == nil)
  }

  @Test func `reads fal's limits as bounds`() {
    let read = node(["type": "object", "x-fal": ["max_width": 2048, "multiple_of": 16]])
    #expect(read.bounds == ["x-fal/max_width": 2048, "x-fal/multiple_of": 16])
  }

  @Test func `comes to an end in a schema that holds itself`() {
    let document: JSON = [
      "components": [
        "schemas": [
          "tree": [
            "type": "object", "properties": ["child": ["$ref": "#/components/schemas/tree"]],
          ]
        ]
      ]
    ]
    #expect(node(["$ref": "#/components/schemas/tree"], in: document).types == ["object"])
  }

  @Test func `reads a schema that holds itself many times over once`() {
    let itself: JSON = ["$ref": "#/tree"]
    let names = ["left", "middle", "right"]
    let properties = JSONObject(names.map { .init(name: $0, value: itself) })
    let tree: JSON = ["type": "object", "properties": .object(properties)]
    let read = node(itself, in: ["tree": tree])
    #expect(read.properties.keys.sorted() == names)
    #expect(read.properties["left"] == SchemaNode())
  }

  @Test(arguments: [
    "{}", #"{"paths":{}}"#, #"{"latest_version":{"openapi_schema":{"components":{}}}}"#,
    #"{"paths":{"/a":{"post":{"requestBody":{}}}}}"#, "[]", "null",
  ])
  func `is silent about a document whose form nobody knows`(_ text: String) throws {
    #expect(SchemaFacts(document: try JSON(parsing: text), endpoint: "a") == nil)
  }

  /// A schema of every kind of keyword, the same for the same number.
  private static func schema(_ seed: Int, depth: Int = 2) -> JSON {
    var state = UInt64(truncatingIfNeeded: seed &+ 1) &* 0x9E37_79B9_7F4A_7C15
    func pick(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    let types = ["string", "integer", "number", "boolean", "array", "object"]
    var schema: JSONObject = [:]
    let type = types[pick(depth > 0 ? 6 : 4)]
    if pick(8) > 0 { schema["type"] = .string(type) }
    if pick(3) == 0 { schema["nullable"] = true }
    if pick(3) == 0 { schema["deprecated"] = true }
    if pick(3) == 0 { schema["default"] = .integer(pick(3)) }
    if pick(3) == 0 { schema["format"] = pick(2) == 0 ? "uri" : "date" }
    if pick(3) == 0 { schema["enum"] = .array((0...pick(3)).map { .integer($0) }) }
    if pick(3) == 0 { schema["minimum"] = .integer(pick(4)) }
    if pick(3) == 0 { schema["maxLength"] = .integer(pick(4)) }
    if type == "array" { schema["items"] = SchemaTests.schema(seed * 7 + 1, depth: depth - 1) }
    if type == "object" {
      var properties = JSONObject()
      for name in ["a", "b", "c"] where pick(3) > 0 {
        properties[name] = SchemaTests.schema(seed * 5 + name.count + pick(9), depth: depth - 1)
      }
      schema["properties"] = .object(properties)
      schema["required"] = .array(properties.names.filter { _ in pick(2) == 0 }.map(JSON.string))
    }
    return .object(schema)
  }

  @Test(arguments: [Direction.request, .response], 0..<120)
  func `mirrors every change when before and after are swapped`(_ way: Direction, _ seed: Int) {
    let (first, second) = (node(SchemaTests.schema(seed)), node(SchemaTests.schema(seed + 1)))
    let there = second.differences(from: first, way, at: JSONPointer(["input"]))
    let back = first.differences(from: second, way, at: JSONPointer(["input"]))
    func keys(_ differences: [Difference], _ rule: (Rule) -> Rule) -> [String] {
      differences.map { "\(rule($0.rule)) \($0.pointer)" }.sorted()
    }
    #expect(keys(there) { $0.mirror } == keys(back) { $0 })
    #expect(first.differences(from: first, way, at: JSONPointer()) == [])
  }

  @Test(arguments: 0..<60)
  func `writes plain JSON Schema that it reads back`(_ seed: Int) {
    let read = node(SchemaTests.schema(seed))
    #expect(node(read.json) == read)
  }

  @Test func `every rule's mirror mirrors it, and says as much`() {
    for rule in Rule.allCases {
      let back = rule.mirror.mirror
      // Two kinds of fields can be added where only one kind is taken away.
      #expect(back == rule || back.severity == rule.severity, "\(rule)")
      #expect(rule.direction == rule.mirror.direction)
      #expect(rule.sentence.hasSuffix("."))
    }
    let defaults: [Rule] = [.requestDefaultChanged, .requestDefaultAdded, .requestDefaultRemoved]
    #expect(defaults.allSatisfy { $0.severity >= .warning })
  }
}
