import Bytes
import CanonicalJSON
import Testing

@testable import Catalog

/// Gateways' lists of their models, in the shapes that their documents give.
struct GatewayListingTests {
  private func all(
    _ text: String,
    as id: String? = nil,
    into catalog: ModelCatalog? = nil
  ) throws -> (drafts: [CatalogImport], notes: [String]) {
    try CatalogImport.all(
      in: ModelCatalog.File(name: "models", text: text),
      as: id,
      into: catalog ?? ModelCatalog(files: [])
    )
  }

  private func model(_ draft: CatalogImport) throws -> Model {
    let file = ModelCatalog.File(name: draft.fileName, text: draft.text)
    return try #require(ModelCatalog(files: [file]).models.first)
  }

  private func guess(_ draft: CatalogImport, _ pointer: String) -> String? {
    draft.undecided.first { $0.pointer == pointer }?.why
  }

  /// OpenRouter's form.
  private static let modalities = #"""
    {"data": [
      {"id": "google/gemini-x-image", "name": "Google: Gemini X Image",
       "architecture": {"modality": "text+image->text+image",
         "input_modalities": ["image", "text"], "output_modalities": ["image", "text"]},
       "pricing": {"prompt": "0.0000003", "image": "0.04"},
       "supported_parameters": ["seed", "temperature"]},
      {"id": "acme/painter", "name": "Painter",
       "architecture": {"input_modalities": ["text"], "output_modalities": ["image"]}},
      {"id": "acme/talker", "name": "Talker",
       "architecture": {"modality": "text+image->text", "input_modalities": ["text", "image"],
         "output_modalities": ["text"]}}
    ]}
    """#

  @Test func `takes what says that images come out, and leaves out the rest`() throws {
    let (drafts, notes) = try all(GatewayListingTests.modalities)
    #expect(drafts.map(\.fileName) == ["gemini-x-image.json", "painter.json"])
    #expect(notes == ["1 model left out that make no pictures"])
    let gemini = try model(drafts[0])
    #expect(gemini.name == "Google: Gemini X Image")
    #expect(gemini.modes == [.textToImage, .edit])
    #expect(gemini.parameter("seed") != nil)
    #expect(gemini.parameter("temperature") == nil)
    #expect(try model(drafts[1]).modes == [.textToImage])
  }

  @Test func `names every guess`() throws {
    let (drafts, _) = try all(GatewayListingTests.modalities)
    let gemini = drafts[0]
    #expect(guess(gemini, "/id") == "the gateway calls it google/gemini-x-image")
    #expect(
      guess(gemini, "/max_input_images")
        == "the list does not say how many pictures an edit takes"
    )
    #expect(guess(gemini, "/sizes") == "the list tells no sizes; the usual nine at 1K are a guess")
    #expect(guess(gemini, "/parameters")?.hasSuffix("unchecked: temperature") == true)
    #expect(
      guess(gemini, "/offers")
        == "the list does not say who serves it; it tells a price of 0.04 an image; import a "
        + "provider's document with --as gemini-x-image"
    )
    #expect(guess(gemini, "/modes") == nil)
  }

  /// LiteLLM's /model/info.
  private static let info = #"""
    {"data": [
      {"model_name": "my-image", "litellm_params": {"model": "openai/gpt-image-1.5"},
       "model_info": {"id": "1", "mode": "image_generation", "output_cost_per_image": 0.04,
         "supported_openai_params": ["n", "quality", "size"], "supports_vision": null}},
      {"model_name": "my-edit", "litellm_params": {"model": "fal_ai/x"},
       "model_info": {"mode": "image_edit"}},
      {"model_name": "my-chat", "litellm_params": {"model": "openai/gpt-9"},
       "model_info": {"mode": "chat"}}
    ]}
    """#

  @Test func `reads LiteLLM's modes, parameters and upstreams`() throws {
    let (drafts, notes) = try all(GatewayListingTests.info)
    #expect(try drafts.map { try model($0).modes } == [[.textToImage], [.edit]])
    #expect(notes == ["1 model left out that make no pictures"])
    #expect(
      guess(drafts[0], "/offers")
        == "the list says it is served by openai/gpt-image-1.5; it tells a price of 0.04 an image; "
        + "import a provider's document with --as my-image"
    )
  }

  /// OpenAI's form with a gateway's own facts beside it.
  private static let facts = #"""
    {"object": "list", "data": [
      {"id": "painter-2", "object": "model", "owned_by": "Acme", "output_modalities": ["image"],
       "capabilities": ["text-to-image", "image-edit"], "max_input_images": 4,
       "max_resolution": "2048x2048", "supported_sizes": ["1024x1024", "2048x1152", "auto"],
       "providers": [{"config_key": "fal/painter-2", "provider_model_ids": ["fal-ai/painter/2"]}]},
      {"id": "flux.2-max", "object": "model", "output_modalities": ["image"]}
    ]}
    """#

  @Test func `keeps the facts that it tells, and passes over what is known`() throws {
    let (drafts, notes) = try all(GatewayListingTests.facts, into: ModelCatalog.shipped())
    #expect(notes == ["known already: flux.2-max"])
    let model = try model(#require(drafts.first))
    #expect(drafts.count == 1)
    #expect(model.creator == "Acme")
    #expect(model.modes == [.textToImage, .edit])
    #expect(model.maxInputImages == 4)
    #expect(model.maxResolution == PixelSize(2048, 2048))
    #expect(model.sizes.rows.map(\.pixels) == [PixelSize(1024, 1024), PixelSize(2048, 1152)])
    #expect(model.sizes.rows.map(\.ratio.text) == ["1:1", "16:9"])
    #expect(model.sizes.rows.map(\.tier.name) == ["1K", "2K"])
    #expect(
      guess(drafts[0], "/offers")?.hasPrefix(
        "the list says it is served by fal/painter-2 (fal-ai/painter/2)"
      ) == true
    )
  }

  private static let bare =
    #"{"data": [{"id": "flux-9", "object": "model"}, {"id": "gpt-9", "object": "model"}]}"#

  @Test func `a bare list is read by its names, and says so`() throws {
    let (drafts, _) = try all(GatewayListingTests.bare)
    #expect(drafts.map(\.fileName) == ["flux-9.json"])
    #expect(
      guess(drafts[0], "/modes")
        == "that it makes pictures is a guess by its name; the list does not say"
    )
    let (chosen, _) = try all(GatewayListingTests.bare, as: "gpt-9")
    #expect(chosen.map(\.fileName) == ["gpt-9.json"])
  }

  static let refusals: [(text: String, id: String?, message: String)] = [
    (
      bare, "flux-8",
      #"models#: does not list "flux-8"; it lists flux-9, gpt-9"#
    ),
    (
      #"{"data": [{"id": "gpt-9"}]}"#, nil,
      "models#: lists no model that makes pictures; name one of it with --as, if one does"
    ),
    (
      #"{"data": []}"#, nil,
      "models#: is neither an OpenAPI document, nor Replicate's record of a model, nor a gateway's "
        + "list of models, nor its answer to ?schema=true"
    ),
  ]

  @Test(arguments: refusals.indices)
  func `says what is not there`(index: Int) {
    let row = GatewayListingTests.refusals[index]
    let error = #expect(throws: JSONFault.self) { try all(row.text, as: row.id) }
    #expect(error?.description == row.message)
  }

  @Test func `hostile names become no paths`() throws {
    let (drafts, _) = try all(
      #"{"data": [{"id": "a/../flux e\u001b[2J", "output_modalities": ["image"]}]}"#
    )
    #expect(drafts.map(\.fileName) == ["flux-e--2J.json"])
    #expect(!drafts[0].text.contains("\u{1b}"))
  }
}
