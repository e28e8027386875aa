import CanonicalJSON
import TestSupport
import Testing

@testable import Catalog

/// Half and hostile documents: each gives a draft that loads, or an error with file and pointer.
@Suite(.heavy)
struct HostileImportTests {
  struct Broken: CustomTestStringConvertible, Sendable {
    var fixture: String
    var pointer: String
    var value: JSON?
    var error: String
    var testDescription: String { "\(fixture) \(pointer) \(value?.text() ?? "missing")" }
  }

  private static let fal = "fal-flux-2-max"
  private static let replicate = "replicate-flux-dev"
  private static let input = "/components/schemas/Flux2MaxInput"
  private static let schemas = "/latest_version/openapi_schema/components/schemas"

  static let broken: [Broken] = [
    Broken(
      fixture: fal,
      pointer: "/openapi",
      value: nil,
      error:
        "#: is neither an OpenAPI document, nor Replicate's record of a model, nor a gateway's list of "
        + "models, nor its answer to ?schema=true"
    ),
    Broken(fixture: fal, pointer: "/info", value: nil, error: "#/info: is missing"),
    Broken(
      fixture: fal,
      pointer: "/info/x-fal-metadata/endpointId",
      value: "../../etc/passwd",
      error: "#/info/x-fal-metadata/endpointId: \"../../etc/passwd\" is not a name of letters, "
        + "digits and /._-"
    ),
    Broken(
      fixture: fal,
      pointer: "/info/x-fal-metadata/endpointId",
      value: "fal-ai/other",
      error: "#/paths/~1fal-ai~1other: is missing"
    ),
    Broken(
      fixture: fal,
      pointer: "\(input)/properties/image_size/anyOf/0/$ref",
      value: "#/nowhere",
      error: "#\(input)/properties/image_size/anyOf/0/$ref: \"#/nowhere\" leads to nothing in this "
        + "document"
    ),
    Broken(
      fixture: fal,
      pointer: "\(input)/properties/image_size/anyOf/0/$ref",
      value: "https://example.com/x.json",
      error: "#\(input)/properties/image_size/anyOf/0/$ref: \"https://example.com/x.json\" leads "
        + "to nothing in this document"
    ),
    Broken(
      fixture: fal,
      pointer: "/components/schemas/ImageSize",
      value: ["$ref": "#/components/schemas/ImageSize"],
      error: "#/components/schemas/ImageSize/$ref: \"#/components/schemas/ImageSize\" leads back "
        + "to itself"
    ),
    Broken(
      fixture: fal,
      pointer: "\(input)/properties",
      value: [],
      error: "#\(input)/properties: must be an object, not an array"
    ),
    Broken(
      fixture: fal,
      pointer: "\(input)/properties/seed",
      value: 7,
      error: "#\(input)/properties/seed: must be an object, not a number"
    ),
    Broken(
      fixture: fal,
      pointer: "\(input)/required/0",
      value: 7,
      error: "#\(input)/required/0: must be a string, not a number"
    ),
    Broken(
      fixture: replicate,
      pointer: "/owner",
      value: nil,
      error: "#/owner: is missing"
    ),
    Broken(
      fixture: replicate,
      pointer: "/latest_version",
      value: .null,
      error: "#/latest_version: is missing"
    ),
    Broken(
      fixture: replicate,
      pointer: "\(schemas)/aspect_ratio/enum",
      value: "1:1",
      error: "#\(schemas)/aspect_ratio/enum: must be an array, not a string"
    ),
    Broken(
      fixture: replicate,
      pointer: "\(schemas)/Input/properties/guidance/maximum",
      value: "ten",
      error: "#\(schemas)/Input/properties/guidance/maximum: must be a number, not a string"
    ),
  ]

  @Test(arguments: broken)
  func `names file and pointer`(_ broken: Broken) throws {
    let file = try CatalogImportTests.fixture(broken.fixture)
    let pointer = try #require(JSONPointer(broken.pointer))
    let text = try JSON(parsing: file.text).replacing(pointer.tokens[...], by: broken.value).text()
    let error = #expect(throws: JSONFault.self) {
      try CatalogImport(.init(name: "d.json", text: text), into: ModelCatalog(files: []))
    }
    #expect(error?.description == "d.json" + broken.error)
  }

  @Test(arguments: ["", "{", "[]", "null", "7", "\"x\"", "{\"a\":1,\"a\":2}"])
  func `refuses what is no document at all`(_ text: String) {
    #expect(throws: JSONFault.self) {
      try CatalogImport(.init(name: "d.json", text: text), into: ModelCatalog(files: []))
    }
  }

  @Test(arguments: ["fal-imagen-4", "replicate-nano-banana-pro"])
  func `whatever one value is changed to, a draft loads or an error says where`(
    _ fixture: String
  ) throws {
    let document = try JSON(parsing: CatalogImportTests.fixture(fixture).text)
    let empty = try ModelCatalog(files: [])
    let values: [JSON?] = [nil, .null, 7, -1, "", "../x\u{1B}[2J", true, [], [:], [[:]], ["x"]]
    var (drafts, errors) = (0, 0)
    for (number, place) in document.places.enumerated() {
      for turn in 0..<3 {
        let value = values[(number + turn * 5) % values.count]
        let text = document.replacing(place[...], by: value).text()
        do throws(JSONFault) {
          let draft = try CatalogImport(.init(name: "d.json", text: text), into: empty)
          #expect(!draft.fileName.contains("/"))
          drafts += 1
        } catch {
          #expect(error.file.hasSuffix(".json"), "\(error)")
          errors += 1
        }
      }
    }
    #expect(drafts > 50 && errors > 50, "\(drafts) drafts, \(errors) errors")
  }
}

extension JSON {
  /// The way to every value in this one.
  fileprivate var places: [[String]] {
    switch self {
    case .object(let object):
      object.members.flatMap { member in
        [[member.name]] + member.value.places.map { [member.name] + $0 }
      }
    case .array(let elements):
      elements.enumerated().flatMap { index, element in
        [[String(index)]] + element.places.map { [String(index)] + $0 }
      }
    default: []
    }
  }

  /// This with another value, or none, at a place.
  fileprivate func replacing(_ place: ArraySlice<String>, by value: JSON?) -> JSON {
    guard let step = place.first else { return value ?? .null }
    let rest = place.dropFirst()
    switch self {
    case .object(var object):
      object[step] =
        rest.isEmpty ? value : (object[step] ?? .null).replacing(rest, by: value)
      return .object(object)
    case .array(var elements):
      guard let index = Int(step), elements.indices.contains(index) else { return self }
      if rest.isEmpty, value == nil {
        elements.remove(at: index)
      } else {
        elements[index] = elements[index].replacing(rest, by: value)
      }
      return .array(elements)
    default: return self
    }
  }
}
