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
    #expect(open.choices.isEmpty)
  }

  @Test func `tells choices apart by type where it can, and keeps them where it can't`() {
    let literals = node(["anyOf": [["const": "a"], ["const": "b"], ["const": .null]]])
    #expect(literals.values == ["a", "b"])
    #expect(literals.isNullable)
    #expect(literals.choices.isEmpty)
    let forms = node([
      "oneOf": [
        ["type": "object", "title": "cat", "properties": ["a": ["type": "string"]]],
        ["type": "object", "title": "dog", "required": ["b"]],
      ]
    ])
    #expect(forms.types == ["object"])
    #expect(forms.choices.map(\.name) == ["cat", "dog"])
    #expect(forms.properties.isEmpty)
  }

  @Test func `puts the parts of allOf together, the narrower bound and the types of both`() {
    let read = node([
      "allOf": [
        ["type": ["integer", "string"], "minimum": 1, "maximum": 9],
        ["type": "number", "minimum": 3, "maximum": 20],
      ],
      "enum": [4, 5], "pattern": "",
    ])
    #expect(read.types == ["integer"])
    #expect(read.bounds == ["minimum": 3, "maximum": 9])
    #expect(read.values == [4, 5])
    #expect(read.patterns == [])
  }

  @Test func `reads bounds as either OpenAPI writes them, and none that binds nothing`() {
    let old = node(["type": "number", "minimum": 1, "exclusiveMinimum": true])
    #expect(old == node(["type": "number", "exclusiveMinimum": 1]))
    #expect(node(["type": "string", "minLength": 0]) == node(["type": "string"]))
    #expect(node(["type": "array", "uniqueItems": true]).bounds == ["uniqueItems": 1])
  }

  private func rules(_ before: JSON, _ after: JSON, _ way: Direction = .request) -> [Rule] {
    node(after).differences(from: node(before), way, at: JSONPointer()).map(\.rule)
  }

  @Test func `sees a list of multiples that moved aside as narrower and wider`() {
    #expect(rules(["multipleOf": 8], ["multipleOf": 16]) == [.requestRangeTightened])
    #expect(rules(["multipleOf": 16], ["multipleOf": 8]) == [.requestRangeLoosened])
    #expect(
      rules(["multipleOf": 16], ["multipleOf": 24])
        == [.requestRangeTightened, .requestRangeLoosened]
    )
  }

  @Test func `says nothing of what does not travel this way`() {
    let before: JSON = ["properties": ["id": ["type": "string", "readOnly": true]]]
    let after: JSON = [
      "properties": ["id": ["type": "integer", "readOnly": true]], "required": ["id"],
    ]
    #expect(rules(before, after) == [])
    #expect(rules(["properties": [:]], before) == [])
    #expect(
      Set(rules(before, after, .response))
        == [.responseTypeChanged, .responsePropertyBecameRequired]
    )
  }

  @Test func `takes a schema that became one of several forms for a further form`() {
    let cat: JSON = ["type": "object", "properties": ["a": ["type": "string"]]]
    let dog: JSON = ["type": "object", "properties": ["b": ["type": "string"]]]
    #expect(rules(cat, ["oneOf": [cat, dog]]) == [.requestChoiceAdded])
    #expect(rules(["oneOf": [cat, dog]], cat, .response) == [.responseChoiceRemoved])
    // The same forms in another order, behind other names, are the same.
    let named: JSON = ["title": "hound", "type": "object", "properties": ["b": ["type": "string"]]]
    #expect(rules(["oneOf": [cat, dog]], ["anyOf": [named, cat]]) == [])
    // Forms beside what is said already are one more condition.
    let bound = cat.setting("/oneOf", [["required": ["a"]], ["required": ["b"]]])
    #expect(rules(cat, bound) == [.requestClauseAdded])
  }

  @Test(arguments: [
    "contains", "contentSchema", "dependentSchemas/a", "else", "patternProperties/^x-", "then",
    "propertyNames", "unevaluatedItems", "unevaluatedProperties",
  ])
  func `looks into conditions that hold for all values they are about`(_ keyword: String) {
    func schema(_ most: Int?) -> JSON {
      var condition: JSONObject = ["type": "integer"]
      condition["maximum"] = most.map(JSON.integer)
      let names = keyword.split(separator: "/").map(String.init)
      return JSON.object([:]).setting(JSONPointer(names), .object(condition))
    }
    #expect(rules(schema(9), schema(5)) == [.requestRangeTightened])
    #expect(rules(schema(5), schema(9)) == [.requestRangeLoosened])
    #expect(rules(schema(5), schema(nil), .response) == [.responseBoundRemoved])
    #expect(rules([:], schema(5)) == [.requestClauseAdded])
    // Whom a condition is about is no schema of values.
    #expect(rules(["if": ["maximum": 9]], ["if": ["maximum": 5]]) == [.requestClauseChanged])
  }

  @Test func `compares a list's beginning position by position`() {
    func list(_ first: [JSON], _ rest: JSON?) -> JSON {
      var list: JSONObject = ["type": "array"]
      if !first.isEmpty { list["prefixItems"] = .array(first) }
      list["items"] = rest
      return .object(list)
    }
    let (text, number): (JSON, JSON) = (["type": "string"], ["type": "integer"])
    // What stood there was held to `items`, to nothing, or could not be there at all.
    #expect(rules(list([], text), list([number], text)) == [.requestTypeChanged])
    #expect(rules(list([number], text), list([], text)) == [.requestTypeChanged])
    #expect(rules(list([], text), list([text], text)) == [])
    #expect(rules(list([], nil), list([number], nil)) == [.requestTypeNarrowed])
    #expect(rules(list([number], nil), list([], nil), .response) == [.responseTypeWidened])
    let (short, long) = (list([text], false), list([text, number], false))
    #expect(rules(short, long) == [.requestPropertyAdded])
    #expect(rules(long, short) == [.requestPropertyRemoved])
    #expect(node(long) == node(node(long).json))
  }

  @Test(arguments: [Direction.request, .response])
  func `each rule of documents tells of its own pair, and nothing else does`(_ way: Direction) {
    let plants = SchemaPlant.all(way)
    for plant in plants {
      let found = node(plant.after).differences(from: node(plant.before), way, at: JSONPointer())
      #expect(found.map(\.rule) == [plant.rule], "\(plant.before) → \(plant.after)")
    }
    #expect(plants.count == Set(plants.map(\.rule)).count)
    #expect(plants.count >= 40)
  }

  @Test func `tells whether requests need a body, and in which media types they come`() throws {
    func facts(_ body: JSON?, answer: JSON = ["application/json": ["schema": [:]]]) throws
      -> SchemaFacts
    {
      var order: JSONObject = ["responses": ["200": ["content": answer]]]
      order["requestBody"] = body
      return try #require(SchemaFacts(order: .object(order), answers: .object(order), in: [:]))
    }
    let schema: JSON = ["schema": ["type": "object", "properties": ["a": [:]]]]
    let optional = try facts(["content": ["application/json": schema]])
    let required = try facts([
      "required": true,
      "content": ["application/json; v=1": schema, "multipart/form-data": schema],
    ])
    let none = try facts(nil)
    func rules(_ before: SchemaFacts, _ after: SchemaFacts) -> [Rule] {
      after.changes(from: before, at: "here").map(\.rule)
    }
    #expect(rules(optional, required) == [.requestBodyBecameRequired, .requestMediaTypeAdded])
    #expect(rules(required, optional) == [.requestBodyBecameOptional, .requestMediaTypeRemoved])
    #expect(rules(none, required) == [.requestBodyAdded, .requestBodyBecameRequired])
    #expect(rules(optional, none) == [.requestBodyRemoved])
    for facts in [optional, required, none] { #expect(SchemaFacts(facts.json) == facts) }
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
    if pick(4) == 0 { schema["const"] = .integer(pick(3)) }
    if pick(4) == 0 { schema["pattern"] = pick(2) == 0 ? "^a" : "^b" }
    if pick(4) == 0 { schema[pick(2) == 0 ? "readOnly" : "writeOnly"] = true }
    if pick(4) == 0 { schema["multipleOf"] = .integer(pick(6) + 1) }
    if pick(4) == 0 { schema["not"] = ["enum": [.integer(pick(2))]] }
    if depth > 0, pick(4) == 0 {
      schema[pick(2) == 0 ? "anyOf" : "oneOf"] = .array(
        (0...pick(3)).map { SchemaTests.schema(seed * 11 + $0, depth: depth - 1) }
      )
    }
    if type == "array" { schema["items"] = SchemaTests.schema(seed * 7 + 1, depth: depth - 1) }
    if type == "object" {
      var properties = JSONObject()
      for name in ["a", "b", "c"] where pick(3) > 0 {
        properties[name] = SchemaTests.schema(seed * 5 + name.count + pick(9), depth: depth - 1)
      }
      schema["properties"] = .object(properties)
      if pick(3) == 0 { schema["additionalProperties"] = pick(2) == 0 ? false : ["type": "string"] }
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
