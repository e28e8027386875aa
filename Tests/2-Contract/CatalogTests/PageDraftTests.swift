import Bytes
import CanonicalJSON
import Testing

@testable import Catalog

/// A page of a model as text, whole or cut, becomes a draft of its file.
struct PageDraftTests {
  private static let page = """
    # Sketch > Draws. ## Quick Reference - Model ID: sketch-2 (also sketch) - Creator: Nobody
    - Status: active - Family: sketch - Max Resolution: 2048x2048 - Max Input Images: 3 - Input
    Modalities: text, image - Supported Modes: Text to Image, Image Edit ## API Parameters
    ### Core Parameters - `prompt` (string) — REQUIRED: What to draw. Modes: Text to Image, Image
    Edit - `seed` (integer): Random seed ### Size & Layout - `size` (string): Dimensions as WxH
    (e.g. "1024x1024"). Values: auto, 1254x836, 836x1254, 1024x1024, 2048x2048. Modes: Text to
    Image, Image Edit - `aspect_ratio` (string): Shape (e.g. "16:9"). Values: 2:3, 1:1, 3:2
    - `resolution` (string): Tier (e.g. "1K"). Values: 1K, 2K ### Media Inputs - `image` (file) —
    REQUIRED: Input image(s) to edit. Modes: Image Edit ### Output & Format - `n` (integer):
    Number. Default: 1 ### Additional Parameters - `haste` (string): The speed. The higher, the
    faster.. Values: high, none. Only available via fal ## Tags sketches
    """

  private func imported(_ text: String) throws -> CatalogImport {
    try CatalogImport(.init(name: "page.txt", text: text), into: ModelCatalog(files: []))
  }

  @Test func `reads identity, limits, modes, rows and parameters`() throws {
    let draft = try imported(Self.page)
    #expect(draft.fileName == "sketch-2.json")
    let model = try Model(JSONNode(draft.draft, file: draft.fileName))
    #expect(model.aliases == ["sketch"])
    #expect(model.creator == "Nobody")
    #expect(model.maxInputImages == 3)
    #expect(model.modes == [.textToImage, .edit])
    // As the table has them, which is the list turned round.
    #expect(
      model.sizes.rows.map { "\($0.pixels) \($0.ratio.text) \($0.tier.name)" } == [
        "2048x2048 1:1 2K", "1024x1024 1:1 1K", "836x1254 2:3 1K", "1254x836 3:2 1K",
      ]
    )
    #expect(model.sizes.takesAuto)
    let haste = try #require(model.parameter("haste"))
    let drafted = draft.draft["parameters"]?.arrayValue?.last
    #expect(drafted?["description"] == "The speed. The higher, the faster.")
    #expect(haste.values == ["high", "none"])
    #expect(haste.onlyAt == "fal")
    #expect(model.parameter("image")?.modes == [.edit])
    #expect(model.parameter("n")?.defaultValue == 1)
    #expect(draft.undecided.map(\.pointer) == ["/offers"])
  }

  @Test(arguments: [
    ("The higher", "the page is cut within haste", ["prompt", "n"], ["haste"]),
    (" Parameters - `haste`", "the page is cut", ["n"], ["haste"]),
    ("te` (string): The speed", "the page is cut", ["n"], ["haste"]),
  ])
  func `a page that is cut says so, and loses what it was cut within`(
    _ end: String,
    _ why: String,
    _ kept: [String],
    _ lost: [String]
  ) throws {
    let place = try #require(Self.page.firstRange(of: end)?.lowerBound)
    let draft = try imported(Self.page[..<place] + "[…]")
    let said = try #require(draft.undecided.first { $0.pointer == "/parameters" })
    #expect(said.why == "\(why); what stands behind is not known")
    let model = try Model(JSONNode(draft.draft, file: draft.fileName))
    #expect(kept.allSatisfy { model.parameter($0) != nil })
    #expect(lost.allSatisfy { model.parameter($0) == nil })
  }

  @Test func `a page of tables is drafted as a list of parameters is`() throws {
    let draft = try imported(ModelPageTests.apiText)
    let model = try Model(JSONNode(draft.draft, file: draft.fileName))
    #expect(model.parameters.map(\.name) == ["prompt", "size", "response_format", "n", "strength"])
    #expect(model.parameter("n")?.defaultValue == 1)
    #expect(model.parameter("strength")?.onlyAt == "fal")
    #expect(
      model.sizes.rows.map { "\($0.pixels) \($0.ratio.text)" } == ["1183x887 4:3", "1024x1024 1:1"]
    )
    #expect(model.sizes.custom == 1...14142)
  }

  @Test(arguments: ["", "Model ID: x", "- `prompt` (string)", "<html>"])
  func `what is no page is no page`(_ text: String) {
    #expect(PageDraft(text) == nil)
  }
}
