import Bytes
import Testing

@testable import Catalog

struct ModelPageTests {
  /// The forms that pages have, in words of our own.
  static let llmsText = """
    # Fox [max] > a model that draws foxes ## Quick Reference - Model ID: fox.1-max - Creator: Fox Labs - \
    Status: active - Family: fox.1 - Base URL: https://example.com/openai/v1 ## Specifications - \
    Max Resolution: 2048x2048 - Max Input Images: 3 - Supported Modes: Text to Image, Image Edit \
    ## API Parameters By schema, too. ### Core Parameters - `prompt` (string) — REQUIRED: what to draw. \
    Modes: Image Edit, Text to Image ### Size & Layout - `size` (string): as "1024x1024", or "16:9". \
    Values: auto, 1365x768, 1024x1024, 1183x887. Modes: Image Edit, Text to Image - `aspect_ratio` (string): \
    the shape. Values: auto, 1:1, 4:3, 16:9. Modes: Image Edit, Text to Image ### Media Inputs - `image` (file) \
    — REQUIRED: where to begin. Modes: Image Edit ### Output & Format - `response_format` (string): how. \
    Default: url. Values: url, b64_json. Modes: Image Edit, Text to Image ### Additional Parameters - \
    `strength` (number): how much. Default: 0.8. Modes: Image Edit. Only available via fal ## Model Identifiers \
    - Primary Slug: fox.1-max - Aliases: fox-max, fox ## Tags drawing, foxes ## Available Providers ### fal.ai \
    - Config Key: fal/fox.1-max - Provider Model ID: fal-ai/fox/max - Pricing: $0.080/image - Source: \
    https://example.com/fox ### Replicate - Config Key: replicate/fox.1-max - Provider Model ID: \
    foxes/fox-max ## Links - About: https://example.com
    """

  static let apiText = """
    A model that draws foxes
    fox-max API OpenAI-compatible
    "model": "fox.1-max",
    Parameter Reference
    Core Parameters
    | Parameter | Type | Description | Modes |
    |---|---|---|---|
    prompt
    |
    string | Required. What to draw |
    T2I
    Edit
    |
    Size & Layout
    | Parameter | Type | Description | Modes |
    |---|---|---|---|
    size
    |
    string |
    The pixels, or a shape
    |
    T2I
    Edit
    |
    | Output |
    size
    |
    aspect_ratio
    |
    |---|---|---|---|
    | Flexible | |||
    | Auto | "auto" |
    — | the model chooses |
    Custom
    1–14142px per side
    | "WxH" |
    1K 2 sizes
    | 1183 × 887 | "1183x887" |
    or |
    "4:3"
    +
    "1K"
    |
    | 1024 × 1024 | "1024x1024" |
    or |
    "1:1"
    +
    "1K"
    |
    How these parameters work
    Output & Format
    | Parameter | Type | Description | Modes |
    |---|---|---|---|
    response_format
    |
    string |
    How to answer
    url
    b64_json
    Default:
    "url" |
    T2I
    Edit
    |
    n
    |
    integer |
    How many
    Default:
    1And more words, without a blank between.
    |
    T2I
    |
    Additional Parameters
    | Parameter | Type | Description | Modes |
    |---|---|---|---|
    strength
    fal
    |
    number | How much |
    Edit
    |
    Parameter Normalization
    """

  private func page(_ text: String) throws -> ModelPage {
    try #require(ModelPage.pages(in: text, of: "a page").first)
  }

  @Test func `reads an llms.txt that was run together`() throws {
    let page = try page(ModelPageTests.llmsText)
    #expect(page.model == "fox.1-max")
    #expect(page.aliases == ["fox-max", "fox"])
    #expect(page.told == [.sizes, .parameters, .offers, .aliases])
    #expect(!page.isCut)
    #expect(page.takesAuto)
    // Pages list sizes from the end of the table.
    #expect(page.rows.map(\.pixels.description) == ["1183x887", "1024x1024", "1365x768"])
    let names = ["prompt", "size", "aspect_ratio", "image", "response_format", "strength"]
    #expect(page.parameters.map(\.name) == names)
    #expect(page.parameter("prompt")?.isRequired == true)
    #expect(page.parameter("image")?.modes == [.edit])
    #expect(page.parameter("response_format")?.defaultValue == "url")
    #expect(page.parameter("response_format")?.values == ["url", "b64_json"])
    #expect(page.parameter("strength")?.defaultValue == "0.8")
    #expect(page.parameter("strength")?.onlyAt == "fal")
    #expect(page.facts["family"] == "fox.1")
    #expect(page.facts["tags"] == "drawing, foxes")
    #expect(
      page.offers == [
        ModelPage.Offer("fal/fox.1-max", endpoint: "fal-ai/fox/max", price: 0.08),
        ModelPage.Offer("replicate/fox.1-max", endpoint: "foxes/fox-max"),
      ]
    )
  }

  @Test func `reads it line by line just the same`() throws {
    let lines = ModelPageTests.llmsText.replacing(" ## ", with: "\n\n## ")
      .replacing(" ### ", with: "\n### ").replacing(" - ", with: "\n- ")
    #expect(try page(lines) == page(ModelPageTests.llmsText))
  }

  @Test func `reads the text of an api page`() throws {
    let page = try page(ModelPageTests.apiText)
    #expect(page.model == "fox.1-max")
    #expect(page.aliases == ["fox-max"])
    #expect(page.told == [.sizes, .custom, .parameters])
    #expect(page.takesAuto)
    #expect(page.custom == 1...14142)
    #expect(
      page.rows == [
        ModelPage.Row(PixelSize(1183, 887), ratio: "4:3", tier: "1K"),
        ModelPage.Row(PixelSize(1024, 1024), ratio: "1:1", tier: "1K"),
      ]
    )
    #expect(page.parameters.map(\.name) == ["prompt", "size", "response_format", "n", "strength"])
    #expect(page.parameter("prompt")?.isRequired == true)
    #expect(page.parameter("response_format")?.values == ["url", "b64_json"])
    #expect(page.parameter("n")?.defaultValue == "1")
    #expect(page.parameter("n")?.modes == [.textToImage])
    #expect(page.parameter("strength")?.onlyAt == "fal")
  }

  @Test func `knows what a page that breaks off does not say`() throws {
    let whole = ModelPageTests.llmsText
    let end = try #require(whole.firstRange(of: "`strength`"))
    let page = try page(String(whole[..<end.upperBound]) + " (nu[…]")
    #expect(page.isCut)
    #expect(page.told == [.sizes])
    #expect(page.parameter("strength")?.isWhole == false)
    #expect(page.parameter("image")?.isWhole == true)
    let half = try self.page(String(whole[..<end.lowerBound]) + "`stren")
    #expect(half.parameter("stren") == nil)
  }

  @Test func `reads what a gateway answers`() throws {
    let schema = """
      {"id": "fox.1-max", "object": "model.schema", "parameters": [{"name": "n", "type": "integer",
      "required": false, "default": 1, "values": null, "modes": ["t2i"], "only_at": null}],
      "sizes": {"auto": true, "custom": null, "rows": [{"width": 1183, "height": 887,
      "aspect_ratio": "4:3", "resolution": "1K"}]}}
      """
    let page = try page(schema)
    #expect(page.rows == [ModelPage.Row(PixelSize(1183, 887), ratio: "4:3", tier: "1K")])
    #expect(page.parameter("n")?.defaultValue == "1")
    let list =
      #"{"object": "list", "data": [{"id": "a", "object": "model"}, {"id": "b", "object": "model"}]}"#
    #expect(try ModelPage.pages(in: list, of: "a list").map(\.model) == ["a", "b"])
  }

  @Test(arguments: ["", "{}", "[]", "a page about something else", #"{"id": 1}"#])
  func `says that it knows no such page`(_ text: String) {
    #expect(throws: ModelPage.Fault.unknownForm("page.txt")) {
      try ModelPage.pages(in: text, of: "page.txt")
    }
  }
}
