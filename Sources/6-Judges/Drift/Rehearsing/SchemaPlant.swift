package import CanonicalJSON

/// Two schemas of objects that differ in one trait, and the rule that tells of it.
package struct SchemaPlant: Sendable {
  package let rule: Rule
  package let before: JSON
  package let after: JSON

  /// The same change, taken back.
  fileprivate var back: SchemaPlant { SchemaPlant(rule: rule.mirror, before: after, after: before) }

  /// One plant for each rule that a schema can show, on the way in or on the way out.
  package static func all(_ direction: Direction) -> [SchemaPlant] {
    let words = SchemaWords(direction)
    let hidden = direction == .request ? "readOnly" : "writeOnly"
    var plants: [SchemaPlant] = []
    let all =
      members(words) + values(words) + forms(words) + [
        keyword(words.hidden, hidden, before: nil, after: true)
      ]
    for plant in all {
      for plant in [plant, plant.back] where !plants.contains(where: { $0.rule == plant.rule }) {
        plants.append(plant)
      }
    }
    return plants
  }

  /// The member that changes.
  private static let name = "rehearsed"
  private static let text: JSON = ["type": "string"]
  private static let number: JSON = ["type": "integer"]

  private static func object(_ members: JSONObject, _ more: JSONObject = [:]) -> JSON {
    var object: JSONObject = ["type": "object"]
    if !members.members.isEmpty { object["properties"] = .object(members) }
    for member in more.members { object[member.name] = member.value }
    return .object(object)
  }

  private static func member(_ rule: Rule, before: JSON, after: JSON) -> SchemaPlant {
    SchemaPlant(rule: rule, before: object([name: before]), after: object([name: after]))
  }

  /// One keyword more, or another value of it.
  private static func keyword(
    _ rule: Rule,
    _ keyword: String,
    before: JSON?,
    after: JSON,
    in schema: JSON = text
  ) -> SchemaPlant {
    func with(_ value: JSON?) -> JSON {
      var object = schema.objectValue ?? [:]
      object[keyword] = value
      return .object(object)
    }
    return member(rule, before: with(before), after: with(after))
  }
}

extension SchemaPlant {
  private static func members(_ words: SchemaWords) -> [SchemaPlant] {
    let needed: JSONObject = ["required": [.string(name)]]
    let (none, optional) = (object([:]), object([name: text]))
    let required = object([name: text], needed)
    return [
      SchemaPlant(rule: words.optionalAdded, before: none, after: optional),
      SchemaPlant(rule: words.requiredAdded, before: none, after: required),
      SchemaPlant(rule: words.becameRequired, before: optional, after: required),
      SchemaPlant(
        rule: words.closed,
        before: optional,
        after: object([name: text], ["additionalProperties": false])
      ),
    ]
  }

  private static func values(_ words: SchemaWords) -> [SchemaPlant] {
    [
      keyword(words.typeWidened, "type", before: "integer", after: ["integer", "string"]),
      member(words.typeChanged, before: number, after: ["type": "boolean"]),
      member(words.stringToArray, before: text, after: ["type": "array", "items": text]),
      member(words.arrayToString, before: ["type": "array", "items": text], after: text),
      keyword(words.becameNullable, "nullable", before: nil, after: true),
      keyword(words.enumValueAdded, "enum", before: ["a", "b"], after: ["a", "b", "c"]),
      keyword(words.enumClosed, "enum", before: nil, after: ["a", "b"]),
      keyword(words.defaultChanged, "default", before: "a", after: "b"),
      keyword(words.defaultAdded, "default", before: nil, after: "a"),
      keyword(words.constantAdded, "const", before: nil, after: "a"),
      keyword(words.constantChanged, "const", before: "a", after: "b"),
      keyword(words.boundAdded, "maximum", before: nil, after: 10, in: number),
      keyword(words.rangeTightened, "maximum", before: 20, after: 10, in: number),
      keyword(words.formatAdded, "format", before: nil, after: "uri"),
      keyword(words.formatChanged, "format", before: "uri", after: "uuid"),
      keyword(words.patternAdded, "pattern", before: nil, after: "^a"),
      keyword(words.patternChanged, "pattern", before: "^a", after: "^b"),
      keyword(words.deprecated, "deprecated", before: nil, after: true),
    ]
  }

  private static func forms(_ words: SchemaWords) -> [SchemaPlant] {
    func form(_ name: String) -> JSON { object([name: text], ["title": .string(name)]) }
    let choices: [JSON] = [form("cat"), form("dog")]
    return [
      keyword(
        words.choiceAdded,
        "anyOf",
        before: .array(choices),
        after: .array(choices + [form("fox")]),
        in: [:]
      ),
      keyword(
        words.discriminatorChanged,
        "discriminator",
        before: ["propertyName": "kind"],
        after: ["propertyName": "sort"],
        in: ["oneOf": .array(choices)]
      ),
      keyword(words.clauseAdded, "not", before: nil, after: ["enum": ["a"]]),
      keyword(words.clauseChanged, "not", before: ["enum": ["a"]], after: ["enum": ["b"]]),
    ]
  }
}
