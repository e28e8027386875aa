import Terminal
import Files
import CanonicalJSON
import TestSupport
import Testing

@testable import Commands

/// A model that nobody here has heard of: imported, completed, checked, served.
@Suite(.heavy)
struct CatalogImportVerbTests {
  @Test func `a folder of models needs no gateway beside it`() async throws {
    let text = try TemporaryProject.fixtureText("catalog/fixture-ratios.json")
    try await withTemporaryFolder(["touchstone/catalog/ratios.json": text]) { folder in
      let run = await touchstone(["sizes", "fixture-ratios"], in: folder.path)
      #expect(run.code == .success)
      let checked = await touchstone(["catalog", "check", "--json"], in: folder.path)
      #expect(checked.output.contains("fixture-ratios"))
    }
  }

  private static let gemini = "gemini-3-pro-image-preview"
  /// What a new model must show: its sizes on plans, and some of everything over the wire.
  private static let shown = ["size.nearest-ratio", "n.count", "wire/n", "wire/format"]

  @Test func `a model of 1K, 2K and 4K is imported, completed and checked`() async throws {
    let project = try TemporaryProject()
    let (path, gemini) = (project.path, CatalogImportVerbTests.gemini)
    let document = TemporaryProject.fixture("import/replicate-nano-banana-pro.json")
    let imported = await touchstone(["catalog", "import", document, "--as", gemini], in: path)
    #expect(imported.code == .success, "\(imported.errors)")
    #expect(imported.output.contains("touchstone/catalog/\(gemini).json"))

    let open = await touchstone(["catalog", "check"], in: path)
    #expect(open.code == .needsPerson)
    #expect(open.output.contains("undecided: \(gemini)#/sizes: "))

    let own = try TemporaryProject.fixtureText("completed/\(gemini).own.json")
    #expect(own.split(separator: "\n").count < 50)
    try project.write(own, to: "touchstone/catalog/\(gemini).own.json")
    let decided = await touchstone(["catalog", "check"], in: path)
    #expect(decided.code == .success, "\(decided.output)")

    let check = await touchstone(
      ["check", "--gateway", "reference", "--model", gemini, "--json"]
        + CatalogImportVerbTests.shown,
      in: path
    )
    #expect(check.code == .success, "\(check.output.suffix(2_000))")
    let counts = try JSON(parsing: check.output)["counts"]
    #expect(counts?["failed"]?.intValue ?? 0 == 0)
    #expect((counts?["passed"]?.intValue ?? 0) > 60)
  }

  @Test func `every verb that reads models knows it`() async throws {
    let project = try TemporaryProject([
      "touchstone/catalog/imagen.json": TemporaryProject.fixtureText(
        "completed/imagen-4.0-ultra-generate-001.json"
      )
    ])
    let id = "imagen-4.0-ultra-generate-001"
    let sizes = await touchstone(["sizes", id, "--json"], in: project.path)
    let rows = try #require(JSON(parsing: sizes.output)["rows"]?.arrayValue)
    let pixels = rows.map {
      "\($0["width"]?.intValue ?? 0)x\($0["height"]?.intValue ?? 0)"
    }
    // As the model's page lists them, largest last.
    #expect(
      Set(pixels) == [
        "1024x1024", "1365x768", "768x1365", "1183x887", "887x1182", "2048x2048", "2731x1536",
        "1536x2731", "2365x1774", "1774x2365",
      ]
    )
    let explained = await touchstone(["explain", id, "size=2731x1536", "--json"], in: project.path)
    let input = try JSON(parsing: explained.output)["plans"]?[0]?["calls"]?[0]?["input"]
    #expect(input == ["prompt": "", "aspect_ratio": "16:9", "resolution": "2K"])
    let parity = await touchstone(["parity", id, "--run"], in: project.path)
    #expect(parity.output.contains("16:9 at 2K  2731×1536   ◐ 2720×1536"), "\(parity.output)")
    let check = await touchstone(
      ["check", "--gateway", "reference", "--model", id] + CatalogImportVerbTests.shown,
      in: project.path
    )
    #expect(check.code == .success, "\(check.output.suffix(2_000))")
  }

  @Test func `a whole model of ten sizes takes fewer than fifty lines`() throws {
    let text = try TemporaryProject.fixtureText("completed/imagen-4.0-ultra-generate-001.json")
    #expect(text.split(separator: "\n").count < 50)
  }

  @Test func `writes over nothing unless it is told to`() async throws {
    let project = try TemporaryProject()
    let document = TemporaryProject.fixture("import/fal-imagen-4.json")
    let words = ["catalog", "import", document, "--output", "m.json"]
    #expect(await touchstone(words, in: project.path).code == .success)
    let again = await touchstone(words, in: project.path)
    #expect(again.code == .usage)
    #expect(again.errors == "error: m.json already exists; use --force to overwrite it\n")
    #expect(await touchstone(words + ["--force"], in: project.path).code == .success)
  }

  @Test func `without a folder of one's own the draft goes to standard output`() async throws {
    let document = try TemporaryProject.fixtureText("import/fal-imagen-4.json")
    let run = await touchstone(["catalog", "import", "-"], input: document)
    #expect(run.code == .success)
    #expect(try JSON(parsing: run.output)["id"] == "imagen4")
    #expect(run.errors.hasPrefix("undecided: /id: made of the provider's own name\n"))
  }

  @Test func `an error names file and pointer`() async throws {
    let run = await touchstone(["catalog", "import", "-"], input: #"{"openapi": "3.0.4"}"#)
    #expect(run.code == .usage)
    #expect(run.errors == "error: -#/info: is missing\n")
    let bare = await touchstone(["catalog", "import"])
    #expect(bare.errors == "error: missing argument FILE: touchstone catalog import FILE\n")
  }

  @Test func `an example needs a folder of one's own to go to`() async {
    let run = await touchstone(["catalog", "example", "bfl"])
    #expect(run.code == .usage)
    #expect(run.errors.hasPrefix("error: there is no folder touchstone with a gateway.json"))
  }
}
