import Bytes
import CanonicalJSON
import Testing

@testable import Catalog

/// OpenAPI documents of services that nobody here knows, and of some that are known.
struct OpenAPIImportTests {
  private static func document(_ server: String, _ paths: String) -> String {
    """
    {"openapi": "3.0.0", "info": {"title": "Acme API", "version": "1"},
     "servers": [{"url": "\(server)"}], "paths": \(paths),
     "components": {"schemas": {
       "Base": {"type": "object", "required": ["prompt"], "properties": {
         "prompt": {"type": "string"},
         "model": {"type": "string", "enum": ["acme/painter", "acme/painter-mini"]}}},
       "Picture": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object",
         "properties": {
           "image_size": {"type": "string", "enum": ["1024x1024", "960x1280", "1280x720"],
             "default": "1024x1024"},
           "batch_size": {"type": "integer", "minimum": 1, "maximum": 4, "default": 1},
           "seed": {"type": "integer", "minimum": 0, "maximum": 99},
           "guidance_scale": {"type": "number", "minimum": 0, "maximum": 20, "default": 7.5},
           "image": {"type": "string"}}}]}
     }}}
    """
  }

  private static func post(_ path: String, _ schema: String, _ words: String = "") -> String {
    """
    "\(path)": {"post": {"summary": "\(words)", "requestBody": {"content": {"application/json":
      {"schema": \(schema)}}}}}
    """
  }

  private static let picture = ##"{"$ref": "#/components/schemas/Picture"}"##

  private static let acme = document(
    "https://api.acme.example/v1",
    "{\(post("/chat/completions", picture)), \(post("/images/generations", picture)), "
      + "\(post("/images/edits", picture))}"
  )

  private func draft(
    _ text: String,
    as id: String? = nil,
    into catalog: ModelCatalog? = nil
  ) throws -> CatalogImport {
    try CatalogImport(
      ModelCatalog.File(name: "openapi.json", text: text),
      as: id,
      into: catalog ?? ModelCatalog(files: [])
    )
  }

  private func offer(_ draft: CatalogImport) throws -> Offer {
    let file = ModelCatalog.File(name: draft.fileName, text: draft.text)
    return try #require(ModelCatalog(files: [file]).offers.first?.offer)
  }

  private func guess(_ draft: CatalogImport, _ pointer: String) -> String? {
    draft.undecided.first { $0.pointer == pointer }?.why
  }

  @Test func `finds the operation, its parameters, values, defaults and limits`() throws {
    let draft = try draft(OpenAPIImportTests.acme)
    #expect(draft.fileName == "acme-painter.json")
    let offer = try offer(draft)
    #expect(offer.key == "acme/acme-painter")
    let operation = try #require(offer.operations[.textToImage])
    #expect(operation.endpoint == "acme/painter")
    #expect(
      operation.fields.map(\.name) == [
        "image_size", "batch_size", "seed", "guidance_scale", "image", "prompt",
      ]
        || operation.fields.map(\.name).sorted() == [
          "batch_size", "guidance_scale", "image", "image_size", "prompt", "seed",
        ]
    )
    #expect(operation.field("prompt")?.isRequired == true)
    #expect(operation.field("seed")?.maximum == 99)
    #expect(operation.field("guidance_scale")?.defaultValue?.doubleValue == 7.5)
    #expect(operation.batch == Operation.Batch(field: "batch_size", maximum: 4))
    #expect(operation.renames["cfg_scale"] == "guidance_scale")
    guard case .ratio(let sizing) = operation.sizing else { Issue.record("no sizes"); return }
    #expect(sizing.ratios.map(\.text) == ["1:1", "3:4", "16:9"])
    #expect(
      operation.delivers(input: ["image_size": "960x1280"], source: nil) == PixelSize(960, 1280)
    )
    #expect(offer.operations[.edit]?.images?.field == "image")
  }

  @Test func `names what it guessed`() throws {
    let draft = try draft(OpenAPIImportTests.acme)
    let key = "/offers/acme~1acme-painter"
    #expect(
      guess(draft, key)
        == "no file declares the provider acme: write touchstone/providers/acme.json, or name the "
        + "one that it is; of the operations that make pictures this is the first that fits; "
        + "others are /images/edits"
    )
    #expect(
      guess(draft, "\(key)/operations/t2i/endpoint")
        == "the document names it as one of several: acme/painter, acme/painter-mini"
    )
    #expect(guess(draft, "/id") == "made of the provider's own name")
    #expect(guess(draft, "\(key)/price") != nil)
  }

  @Test func `a model that the document lists is taken by its name`() throws {
    let draft = try draft(OpenAPIImportTests.acme, as: "painter-mini")
    #expect(try offer(draft).operations[.textToImage]?.endpoint == "acme/painter-mini")
    #expect(guess(draft, "/offers/acme~1painter-mini/operations/t2i/endpoint") == nil)
  }

  @Test func `a host that is known is its provider, and a known model gets one more offer`() throws
  {
    let text = OpenAPIImportTests.document(
      "https://api.bfl.ai",
      "{\(OpenAPIImportTests.post("/v1/flux-2-max", ##"{"type": "object", "properties": {"prompt": {"type": "string"}, "width": {"type": "integer", "minimum": 64}, "height": {"type": "integer", "minimum": 64}}}"##, "Generate an image"))}"
    )
    let catalog = try ModelCatalog.shipped()
    let draft = try draft(text, as: "flux.2-max", into: catalog)
    #expect(draft.fileName == "flux.2-max.bfl.json")
    let both = try ModelCatalog(files: [.init(name: "b", text: draft.text)], over: catalog)
    let offer = try #require(both.offers.first { $0.offer.key == "bfl/flux.2-max" }?.offer)
    #expect(offer.operations[.textToImage]?.endpoint == "flux-2-max")
    #expect(guess(draft, "/offers/bfl~1flux.2-max") == nil)
  }

  @Test func `a size without a list is any text of width and height`() throws {
    let schema =
      #"{"type": "object", "properties": {"prompt": {"type": "string"}, "size": {"type": "string"}}}"#
    let text = OpenAPIImportTests.document(
      "https://draw.example",
      "{\(OpenAPIImportTests.post("/v2/images", schema))}"
    )
    let draft = try draft(text)
    let operation = try #require(offer(draft).operations[.textToImage])
    #expect(operation.endpoint == "v2/images")
    guard case .pixels(let sizing) = operation.sizing else { Issue.record("no size"); return }
    #expect(sizing.isText)
    #expect(
      draft.undecided.contains {
        $0.pointer.hasSuffix("/fields/size") && $0.why.hasPrefix("that it reads WIDTHxHEIGHT")
      }
    )
  }

  static let refused: [(paths: String, message: String)] = [
    ("{}", "openapi.json#/paths: has no operation that makes pictures: a POST whose body has a "),
    ("{\(post("/video/generations", picture))}", "openapi.json#/paths: has no operation"),
    (
      "{\(post("/images", ##"{"$ref": "#/nowhere"}"##))}",
      "openapi.json#/paths/~1images/post/requestBody/content/application~1json/schema/$ref: "
    ),
  ]

  @Test(arguments: refused.indices)
  func `says where it finds nothing`(index: Int) {
    let row = OpenAPIImportTests.refused[index]
    let text = OpenAPIImportTests.document("https://a.example", row.paths)
    let error = #expect(throws: JSONFault.self) { try draft(text) }
    #expect(error?.description.hasPrefix(row.message) == true, "\(String(describing: error))")
  }
}
