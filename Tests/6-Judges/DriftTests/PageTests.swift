import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Synchronization
import TestSupport
import Testing

@testable import Contract
@testable import Drift

struct PageTests {
  static let models = ["flux.1-dev", "flux.1-kontext-max", "flux.2-max", "flux1.1-pro"]

  /// What is known of a model, with a price and with nothing that an `llms.txt` could not say.
  private static func known(_ model: String) throws -> ModelPage {
    let found = try #require(try World.catalog.get().model(model))
    var page = ModelPage(of: found)
    for place in page.offers.indices { page.offers[place].price = 0.05 }
    return page
  }

  private static func read(_ text: String) throws -> ModelPage {
    try #require(ModelPage.pages(in: text, of: "a page").first)
  }

  @Test(arguments: models)
  func `sees no change in a page that says what is known`(_ model: String) throws {
    let known = try PageTests.known(model)
    let page = try PageTests.read(known.llmsText)
    #expect(page.changes(from: known, evidence: "").map(\.rule) == [])
    #expect(page.untold(of: known) == ["custom sizes"])
    #expect(page.changes(from: page, evidence: "").map(\.rule) == [])
  }

  @Test(arguments: PageEdit.all)
  func `finds every single edit, and names it`(_ edit: PageEdit) throws {
    for model in PageTests.models {
      let known = try PageTests.known(model)
      var edited = known
      edit.edit(&edited, edit.number)
      // A model of one mode has none to lose, and one that takes auto loses it instead.
      guard edited != known else { continue }
      let page = edit.isInText ? try PageTests.read(edited.llmsText) : edited
      let found = page.changes(from: known, evidence: "").map(\.rule)
      #expect(found == [edit.rule] || found == [edit.rule.mirror], "\(model)")
    }
  }

  @Test(arguments: PageEdit.all)
  func `an edit that is accepted is no change any more`(_ edit: PageEdit) throws {
    let catalog = try World.catalog.get()
    for model in PageTests.models {
      let found = try #require(catalog.model(model))
      var page = try PageTests.known(model)
      edit.edit(&page, edit.number)
      let changes = page.changes(from: ModelPage(of: found), evidence: "")
      let draft = CatalogDraft(changes, of: found, in: catalog)
      // Only what no page tells whole is left to a hand: an offer's operations, a row's terms, a tier without a scale.
      let isLeft = draft.left.allSatisfy {
        [.pageOfferAdded, .pageRowChanged, .pageTypeChanged, .pageFactChanged].contains($0.rule)
      }
      #expect(isLeft, "\(model): \(draft.left)")
      guard draft.left.isEmpty, !changes.isEmpty else { continue }
      let file = ModelCatalog.File(name: "page.json", text: try #require(draft.file).text())
      let edited = try #require(try ModelCatalog(files: [file], over: catalog).model(model))
      #expect(page.changes(from: ModelPage(of: edited), evidence: "") == [], "\(model)")
    }
  }

  @Test func `there are fifty single edits, of every rule of pages`() {
    #expect(PageEdit.all.count >= 50)
    let told = PageEdit.all.reduce(into: Set<Rule>()) { $0.formUnion([$1.rule, $1.rule.mirror]) }
    #expect(Set(Rule.allCases.filter { $0.direction == .page }) == told)
  }

  @Test(arguments: models)
  func `calls nothing gone in a page that breaks off anywhere`(_ model: String) throws {
    let known = try PageTests.known(model)
    let text = known.llmsText
    for length in stride(from: 60, to: text.count, by: 17) {
      let cut = String(text.prefix(length)) + "[…]"
      guard let page = try? PageTests.read(cut) else { continue }
      let changes = page.changes(from: known, evidence: "").filter { $0.rule.severity > .info }
      #expect(changes.map(\.rule) == [], "cut after \(length)")
      #expect(length > text.count - 10 || !page.untold(of: known).isEmpty)
    }
  }

  @Test func `names the lines and cases that rest on a row`() throws {
    let catalog = try World.catalog.get()
    let known = try PageTests.known("flux.2-max")
    var edited = known
    edited.rows.removeAll { $0.pixels == PixelSize(1183, 887) }
    let lines = try JSONNode.lines(
      of: Array(
        """
        {"id": "sizes/a", "requirement": "size.table", "request": {"size": "1183x887"}, "source": "s"}
        {"id": "sizes/b", "requirement": "size.table", "request": {"size": "1024x1024"}, "source": "s"}
        """.utf8
      ),
      file: "golden/expected/fal_flux.2-max.t2i.jsonl"
    ).map { try ExpectedLine($0, offer: "fal/flux.2-max", mode: "t2i") }
    var report = PageReport()
    report.add(
      edited,
      from: "page.txt",
      against: KnownPages([(known, "known.txt")]),
      touches: PageTouchFinder(catalog: catalog, expected: lines),
      suppressions: [],
      now: "2026-11-29T00:00:00Z"
    )
    let touches = try #require(report.entries.first?.changes.first?.touches)
    #expect(touches.cases == ["sizes/a"])
    #expect(touches.requirements == ["size.table"])
    #expect(
      touches.golden == [
        "known.txt#/sizes/1183x887", "golden/expected/fal_flux.2-max.t2i.jsonl:1",
      ]
    )
    #expect(report.ending == .breaking)
  }

  @Test func `needs a person for what it can't read, and finds out nothing of the unknown`() throws
  {
    var report = PageReport()
    var unknown = ModelPage(model: "fox.1")
    unknown.isCut = true
    report.add(
      unknown,
      from: "fox.txt",
      against: KnownPages([]),
      touches: PageTouchFinder(catalog: try World.catalog.get(), expected: []),
      suppressions: [],
      now: ""
    )
    #expect(report.ending == .unknown)
    report.add(unreadable: "cat.txt", why: "no page")
    #expect(report.ending == .needsPerson)
  }

  @Test func `asks an address once, and the next time by its tag alone`() async throws {
    let asked = Mutex<[String?]>([])
    let server = HTTPHandlerClosure { request in
      asked.withLock { $0.append(request.fields["If-None-Match"]) }
      guard request.fields["If-None-Match"] != "\"1\"" else { return HTTPResponse(304) }
      return HTTPResponse(200, fields: ["ETag": "\"1\""], body: HTTPBody("a page"))
    }
    let fetcher = PageFetcher(client: server, clock: TestClock())
    let url = "https://example.com/llms.txt"
    let first = try await fetcher.page(url, known: nil)
    var state = DriftState()
    state.pages[url] = first
    let kept = try #require(DriftState(JSON(parsing: state.json.bytes(.file))))
    #expect(try await fetcher.page(url, known: kept.pages[url]) == first)
    #expect(asked.withLock { $0 } == [nil, "\"1\""])
  }

  @Test func `drafts the published file and the lines that a moved row breaks`() throws {
    let known = try PageTests.known("flux.2-max")
    var edited = known
    edited.rows[0].pixels = PixelSize(1184, 888)
    edited.aliases.append("fresh")
    let draft = PageDraft(edited.changes(from: known, evidence: ""))
    let file: JSON = [
      "aliases": ["flux-2-max"],
      "sizes": [
        ["aspect_ratio": "4:3", "height": 887, "resolution": "1K", "width": 1183],
        ["aspect_ratio": "1:1", "height": 1024, "resolution": "1K", "width": 1024],
      ],
    ]
    let drafted = draft.published(file)
    #expect(drafted["aliases"] == ["flux-2-max", "fresh"])
    #expect(drafted["sizes"]?[0]?["width"] == 1184)
    #expect(drafted["sizes"]?[0]?["aspect_ratio"] == "4:3")
    #expect(drafted["sizes"]?[1] == file["sizes"]?[1])
    let line = try ExpectedLine(
      JSONNode(
        ["id": "a", "requirement": "size.table", "request": ["size": "1183x887"], "source": "s"],
        file: "f"
      ),
      offer: "fal/flux.2-max",
      mode: "t2i"
    )
    let json: JSON = [
      "request": ["size": "1183x887"], "input": ["image_size": ["width": 1183, "height": 887]],
    ]
    let lines = draft.lines([line]) { _ in json }
    #expect(lines.first?["request"]?["size"] == "1184x888")
    #expect(lines.first?["input"]?["image_size"] == ["width": 1184, "height": 888])
    #expect(lines.first?["note"] != nil)
  }
}
