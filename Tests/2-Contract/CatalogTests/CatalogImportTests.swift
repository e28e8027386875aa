import Bytes
import CanonicalJSON
import Foundation
import Testing

@testable import Catalog

/// Drafts made of documents in the shapes that providers publish.
struct CatalogImportTests {
  static func fixture(_ name: String) throws -> ModelCatalog.File {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try String(
      contentsOfFile: "/\(folder)/Fixtures/import/\(name).json",
      encoding: .utf8
    )
    return ModelCatalog.File(name: name, text: text)
  }

  private func draft(_ name: String, as id: String? = nil) throws -> CatalogImport {
    try CatalogImport(CatalogImportTests.fixture(name), as: id, into: ModelCatalog(files: []))
  }

  private func model(_ draft: CatalogImport) throws -> Model {
    let file = ModelCatalog.File(name: draft.fileName, text: draft.text)
    return try #require(ModelCatalog(files: [file]).models.first)
  }

  private func pointers(_ draft: CatalogImport) -> Set<String> {
    Set(draft.undecided.map(\.pointer))
  }

  @Test func `reads fal's document in the order that it states`() throws {
    let draft = try draft("fal-flux-2-max")
    #expect(draft.fileName == "flux-2-max.json")
    let operation = try #require(model(draft).offers.first?.operations[.textToImage])
    #expect(operation.endpoint == "fal-ai/flux-2-max")
    #expect(
      operation.fields.map(\.name) == [
        "prompt", "image_size", "seed", "safety_tolerance", "enable_safety_checker",
        "output_format", "sync_mode",
      ]
    )
    #expect(operation.field("safety_tolerance")?.values == ["1", "2", "3", "4", "5"])
    guard case .pixels(let sizing) = operation.sizing else { Issue.record("no pixels"); return }
    #expect(sizing.presets["landscape_4_3"] == PixelSize(1024, 768))
    #expect(
      pointers(draft)
        == ["/id", "/sizes", "/parameters", "/offers/fal~1flux-2-max/price"]
    )
  }

  @Test func `agrees with the shipped facts where a document says them`() throws {
    let shipped = try #require(ModelCatalog.shipped().model("flux.2-max")?.offers.first)
    let drafted = try #require(model(draft("fal-flux-2-max")).offers.first)
    let (first, second) = (shipped.operations[.textToImage], drafted.operations[.textToImage])
    #expect(first?.fields.map(\.name) == second?.fields.map(\.name))
    #expect(first?.fields.map(\.kind) == second?.fields.map(\.kind))
    #expect(first?.fields.map(\.defaultValue) == second?.fields.map(\.defaultValue))
    #expect(first?.formats == second?.formats)
  }

  @Test func `reads Replicate's record, its enumerations and its scales`() throws {
    let draft = try draft("replicate-flux-dev", as: "dev")
    let model = try model(draft)
    let operation = try #require(model.offers.first?.operations[.textToImage])
    #expect(model.offers.first?.key == "replicate/dev")
    #expect(operation.fields.prefix(3).map(\.name) == ["prompt", "aspect_ratio", "image"])
    #expect(operation.batch == Operation.Batch(field: "num_outputs", maximum: 4))
    #expect(operation.formats == ["webp": "webp", "jpeg": "jpg", "png": "png"])
    #expect(operation.renames["cfg_scale"] == "guidance")
    #expect(Set(model.sizes.tiers.map(\.base)) == [1024, 512])
    #expect(!pointers(draft).contains("/id"))
    let guesses = pointers(draft).filter { $0.contains("/fields/") }
    #expect(guesses.count == 3)
  }

  @Test func `an input picture that is required makes an edit`() throws {
    let model = try model(draft("fal-kontext-max-edit"))
    #expect(model.modes == [.edit])
    let operation = try #require(model.offers.first?.operations[.edit])
    #expect(operation.images == Operation.ImageInput(field: "image_url", isList: false, maximum: 1))
  }

  @Test func `one that is optional makes both, and says the second by what differs`() throws {
    let draft = try draft("replicate-nano-banana-pro")
    let model = try model(draft)
    #expect(model.modes == [.textToImage, .edit])
    let operations = try #require(model.offers.first?.operations)
    #expect(operations[.edit]?.fields.count == operations[.textToImage]?.fields.count)
    #expect(operations[.edit]?.images?.isList == true)
    #expect(operations[.textToImage]?.images == nil)
  }

  @Test func `fields for width and height are a size, with their bounds and steps`() throws {
    let record = """
      {
        "owner": "acme", "name": "painter",
        "latest_version": {"openapi_schema": {"components": {"schemas": {
          "Input": {"type": "object", "required": ["prompt"], "properties": {
            "prompt": {"type": "string", "x-order": 0},
            "width": {"type": "integer", "minimum": 256, "maximum": 1450, "multipleOf": 32},
            "height": {"type": "integer", "minimum": 100, "maximum": 1440, "multipleOf": 32},
            "input_image": {"type": "string", "format": "uri"},
            "input_image_2": {"type": "string", "format": "uri"},
            "input_image_blend": {"type": "string", "format": "uri"}
          }},
          "Output": {"type": "string", "format": "uri"}
        }}}}
      }
      """
    let draft = try CatalogImport(
      ModelCatalog.File(name: "r", text: record),
      into: ModelCatalog(files: [])
    )
    let model = try model(draft)
    let operation = try #require(model.offers.first?.operations[.textToImage])
    guard case .sides(let sizing) = operation.sizing else { Issue.record("no sides"); return }
    #expect(sizing.width.field == "width")
    #expect(sizing.width.range == 256...1440)
    #expect(sizing.height.range == 128...1440)
    #expect(sizing.height.step == 32)
    #expect(sizing.mostPixels == nil)
    #expect(model.sizes.custom != nil)
    #expect(operation.field("width")?.multiple == 32)
    let images = model.offers.first?.operations[.edit]?.images
    #expect(images?.fields == ["input_image", "input_image_2"])
    #expect(images?.maximum == 2)
    let undecided = pointers(draft)
    #expect(!undecided.contains { $0.hasSuffix("/delivery") })
    #expect(undecided.contains("/sizes"))
  }

  static let faultySides: [(width: String, size: String, message: String)] = [
    (
      #"{"type": "integer"}"#, #""width": "w", "height": "height""#,
      #"/size/width: the provider's input has no field "w""#
    ),
    (
      #"{"type": "number"}"#, #""width": "width", "height": "height""#,
      #"/size/width: "width" is not a field of whole numbers, min before max"#
    ),
    (
      #"{"type": "integer", "min": 33, "max": 63, "multiple_of": 32}"#,
      #""width": "width", "height": "height""#,
      #"/size/width: "width" is not a field of whole numbers, min before max"#
    ),
    (#"{"type": "integer"}"#, #""width": "width""#, "/size/height: is missing"),
    (
      #"{"type": "integer", "multiple_of": 0}"#, #""width": "width", "height": "height""#,
      #"/fields/width/multiple_of: "0" is not a step, 1 or more"#
    ),
  ]

  @Test(arguments: faultySides)
  func `says what is wrong with a size by sides`(
    _ row: (width: String, size: String, message: String)
  ) {
    let text = """
      {"extends": "flux1.1-pro", "offers": {"acme/x": {"operations": {"t2i": {
        "endpoint": "x", "size": {"form": "sides", \(row.size)},
        "fields": {"prompt": {"type": "string"}, "width": \(row.width),
          "height": {"type": "integer"}}
      }}}}}
      """
    let error = #expect(throws: JSONFault.self) {
      try ModelCatalog(files: [.init(name: "x.json", text: text)], over: ModelCatalog.shipped())
    }
    #expect(error?.description.hasSuffix(row.message) == true, "\(String(describing: error))")
  }

  @Test func `takes a gateway's schema back as it was given`() throws {
    let schema = """
      {
        "id": "imagen", "object": "model.schema",
        "parameters": [
          {"name": "prompt", "type": "string", "required": true, "modes": ["t2i"]},
          {"name": "style", "type": "string", "required": false, "description": "how",
           "default": null, "values": ["a", "b"], "min": null, "max": null, "modes": ["t2i"],
           "only_at": null, "section": "core"}
        ],
        "sizes": {"model": "imagen", "auto": true, "custom": null, "rows": [
          {"width": 2731, "height": 1536, "aspect_ratio": "16:9", "resolution": "2K"}
        ]}
      }
      """
    let draft = try CatalogImport(
      ModelCatalog.File(name: "s", text: schema),
      into: ModelCatalog(files: [])
    )
    let model = try model(draft)
    #expect(model.sizes.rows.map(\.pixels) == [PixelSize(2731, 1536)])
    #expect(model.sizes.takesAuto)
    #expect(model.parameter("style")?.values == ["a", "b"])
    #expect(pointers(draft) == ["/offers"])
  }

  @Test func `adds an offer to a model that is there`() throws {
    let base = try draft("replicate-nano-banana-pro", as: "gemini")
    let catalog = try ModelCatalog(files: [.init(name: "a", text: base.text)])
    let more = try CatalogImport(
      CatalogImportTests.fixture("fal-imagen-4"),
      as: "gemini",
      into: catalog
    )
    #expect(more.fileName == "gemini.fal.json")
    #expect(more.undecided.allSatisfy { $0.pointer.hasPrefix("/offers/fal~1gemini/") })
    let both = try ModelCatalog(files: [.init(name: "b", text: more.text)], over: catalog)
    #expect(both.model("gemini")?.offers.map(\.key) == ["replicate/gemini", "fal/gemini"])
  }

  @Test func `lays a draft out in lines of a hundred columns`() throws {
    let text = try draft("replicate-nano-banana-pro").text
    let long = text.split(separator: "\n").filter { $0.count > 100 }
    #expect(long.allSatisfy { $0.starts(with: "    \"/") }, "\(long)")
    #expect(
      text.contains(
        #""resolution": {"type": "string", "default": "2K", "values": ["1K", "2K", "4K"]}"#
      )
    )
  }
}
