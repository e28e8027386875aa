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
    #expect(again.output.hasPrefix("unchanged: m.json\n"))
    let edited = try project.text(of: "m.json").replacing("imagen4", with: "imagen-4")
    try project.write(edited, to: "m.json")
    let refused = await touchstone(words, in: project.path)
    #expect(refused.code == .usage)
    #expect(refused.errors == "error: m.json already exists; use --force to overwrite it\n")
    #expect(await touchstone(words + ["--force"], in: project.path).code == .success)
  }

  private static let list = #"""
    {"data": [
      {"id": "acme/painter", "output_modalities": ["image"]},
      {"id": "acme/sketcher", "output_modalities": ["image"]},
      {"id": "acme/talker", "output_modalities": ["text"]}
    ]}
    """#

  @Test func `a second import of one source writes over what nobody edited`() async throws {
    let project = try TemporaryProject()
    try project.write(CatalogImportVerbTests.list, to: "models.json")
    let (path, words) = (project.path, ["catalog", "import", "models.json"])
    let first = await touchstone(words, in: path)
    #expect(first.code == .success, "\(first.errors)")
    let folder = "\(path)/touchstone/catalog"
    #expect(first.output.contains("wrote \(folder)/painter.json\n"))
    #expect(first.output.contains("wrote \(folder)/sketcher.json\n"))
    #expect(first.output.contains("\n1 model left out that make no pictures\n"))
    let same = await touchstone(words, in: path)
    #expect(same.output.contains("unchanged: \(folder)/painter.json\n"))

    let changed = CatalogImportVerbTests.list.replacing(
      #""acme/painter","#,
      with: #""acme/painter", "max_resolution": "2048x2048","#
    )
    try project.write(changed, to: "models.json")
    let second = await touchstone(words, in: path)
    #expect(second.code == .success, "\(second.errors)")
    #expect(second.output.contains("updated \(folder)/painter.json\n"))
    #expect(second.output.contains("unchanged: \(folder)/sketcher.json\n"))
    #expect(try project.text(of: "touchstone/catalog/painter.json").contains("2048x2048"))
    #expect(await touchstone(["catalog", "check"], in: path).code == .needsPerson)
  }

  @Test func `what a hand edited, or another source wrote, is kept`() async throws {
    let project = try TemporaryProject()
    try project.write(CatalogImportVerbTests.list, to: "models.json")
    try project.write(CatalogImportVerbTests.list, to: "others.json")
    let path = project.path
    _ = await touchstone(["catalog", "import", "models.json"], in: path)
    let other = await touchstone(["catalog", "import", "others.json"], in: path)
    #expect(other.output.contains("known already: painter, sketcher\n"))
    #expect(!other.output.contains("updated"))

    let file = "touchstone/catalog/sketcher.json"
    let edited = try project.text(of: file).replacing("\"1K\"", with: "\"2K\"")
    try project.write(edited, to: file)
    let again = await touchstone(["catalog", "import", "models.json"], in: path)
    #expect(again.code == .usage)
    #expect(again.errors.contains("sketcher.json already exists"))
    #expect(try project.text(of: file) == edited)
    let forced = await touchstone(["catalog", "import", "models.json", "--force"], in: path)
    #expect(forced.output.contains("updated \(path)/\(file)\n"))
  }

  @Test func `a second import of a document stays one file as well`() async throws {
    let project = try TemporaryProject()
    let document = #"""
      {"openapi": "3.0.0", "info": {"title": "Acme"}, "servers": [{"url": "https://api.acme.example"}],
       "paths": {"/v1/images": {"post": {"requestBody": {"content": {"application/json": {"schema":
         {"type": "object", "properties": {"prompt": {"type": "string"}}}}}}}}}}
      """#
    try project.write(document, to: "acme.json")
    let words = ["catalog", "import", "acme.json", "--as", "painter"]
    #expect(await touchstone(words, in: project.path).code == .success)
    let seeded = document.replacing(
      #""prompt": {"type": "string"}"#,
      with: #""prompt": {"type": "string"}, "seed": {"type": "integer"}"#
    )
    try project.write(seeded, to: "acme.json")
    let second = await touchstone(words, in: project.path)
    #expect(second.output.hasPrefix("updated "), "\(second.errors)")
    let file = try project.text(of: "touchstone/catalog/painter.json")
    #expect(file.contains(#""seed""#) && file.contains(#""id": "painter""#))
  }

  @Test func `a list of several goes to no one file`() async throws {
    let run = await touchstone(
      ["catalog", "import", "-", "--output", "m.json"],
      input: CatalogImportVerbTests.list
    )
    #expect(run.code == .usage)
    #expect(
      run.errors
        == "error: - lists 2 models; name one of them with --as, or let each have a file of its own\n"
    )
    let one = await touchstone(
      ["catalog", "import", "-", "--as", "painter"],
      input: CatalogImportVerbTests.list
    )
    #expect(one.code == .success)
    #expect(try JSON(parsing: one.output)["id"] == "painter")
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
