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
      members(words) + values(words) + forms(words) + [keyword(words.hidden, hidden, nil, true)]
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

  private static func member(_ rule: Rule, _ before: JSON, _ after: JSON) -> SchemaPlant {
    SchemaPlant(rule: rule, before: object([name: before]), after: object([name: after]))
  }

  /// One keyword more, or another value of it.
  private static func keyword(
    _ rule: Rule,
    _ keyword: String,
    _ before: JSON?,
    _ after: JSON,
    in schema: JSON = text
  ) -> SchemaPlant {
    func with(_ value: JSON?) -> JSON {
      var object = schema.objectValue ?? [:]
      object[keyword] = value
      return .object(object)
    }
    return member(rule, with(before), with(after))
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
      keyword(words.typeWidened, "type", "integer", ["integer", "string"]),
      member(words.typeChanged, number, ["type": "boolean"]),
      member(words.stringToArray, text, ["type": "array", "items": text]),
      member(words.arrayToString, ["type": "array", "items": text], text),
      keyword(words.becameNullable, "nullable", nil, true),
      keyword(words.enumValueAdded, "enum", ["a", "b"], ["a", "b", "c"]),
      keyword(words.enumClosed, "enum", nil, ["a", "b"]),
      keyword(words.defaultChanged, "default", "a", "b"),
      keyword(words.defaultAdded, "default", nil, "a"),
      keyword(words.constantAdded, "const", nil, "a"),
      keyword(words.constantChanged, "const", "a", "b"),
      keyword(words.boundAdded, "maximum", nil, 10, in: number),
      keyword(words.rangeTightened, "maximum", 20, 10, in: number),
      keyword(words.formatAdded, "format", nil, "uri"),
      keyword(words.formatChanged, "format", "uri", "uuid"),
      keyword(words.patternAdded, "pattern", nil, "^a"),
      keyword(words.patternChanged, "pattern", "^a", "^b"),
      keyword(words.deprecated, "deprecated", nil, true),
    ]
  }

  private static func forms(_ words: SchemaWords) -> [SchemaPlant] {
    func form(_ name: String) -> JSON { object([name: text], ["title": .string(name)]) }
    let choices: [JSON] = [form("cat"), form("dog")]
    return [
      keyword(
        words.choiceAdded,
        "anyOf",
        .array(choices),
        .array(choices + [form("fox")]),
        in: [:]
      ),
      keyword(
        words.discriminatorChanged,
        "discriminator",
        ["propertyName": "kind"],
        ["propertyName": "sort"],
        in: ["oneOf": .array(choices)]
      ),
      keyword(words.clauseAdded, "not", nil, ["enum": ["a"]]),
      keyword(words.clauseChanged, "not", ["enum": ["a"]], ["enum": ["b"]]),
    ]
  }
}
