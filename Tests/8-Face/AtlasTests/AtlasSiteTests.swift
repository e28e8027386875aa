import CanonicalJSON
import Contract
import Testing

@testable import Atlas

struct AtlasSiteTests {
  private let parts: [String: String]

  init() throws {
    var reader = SheetReader(contract: SampleReports.contract, bugs: SampleReports.bugs)
    let hostile = SampleReports.report(
      #"<img src=x onerror="x">"#,
      "1</script>",
      [
        SampleReports.finding(
          "wire/<b>",
          "drift.<i>",
          "failed",
          ["why": "</script><script>x</script>", "actual": "<u>", "request": "<s>"]
        )
      ]
    )
    for document in [SampleReports.old, SampleReports.new, hostile] {
      try reader.read(document, from: "r.json")
    }
    let atlas = Atlas(reader.sheets, contract: SampleReports.contract, bugs: SampleReports.bugs)
    parts = Dictionary(uniqueKeysWithValues: AtlasSite(atlas).parts.map { ($0.name, $0.text) })
  }

  private var pages: [String: String] { parts.filter { $0.key.hasSuffix(".html") } }

  /// A link from a page as a file of the site.
  private func target(_ link: Substring, from page: String) -> String {
    let file = link.prefix { $0 != "#" }
    guard !file.isEmpty else { return page }
    return file.hasPrefix("../") ? String(file.dropFirst(3)) : String(file)
  }

  @Test func `has a page for every gateway and every requirement, and badges of each`() {
    for name in [
      "index.html", "compare.html", "atlas.css", "atlas.json", "gateways/proxy.html",
      "requirements/size.table.html", "badges/proxy/touchstone.svg", "badges/proxy/safety.json",
    ] {
      #expect(parts[name] != nil, "\(name)")
    }
  }

  @Test func `leads nowhere but to its own files, and to the pages that it quotes`() {
    for (name, text) in pages {
      for link in text.matches(of: /(?:href|src)="([^"]*)"/).map(\.1) {
        guard !link.hasPrefix("https://github.com/owner/"), link != "https://example.com/model"
        else {
          continue
        }
        #expect(parts[target(link, from: name)] != nil, "\(name) → \(link)")
      }
      #expect(!text.contains("src=\"http"), "\(name)")
    }
  }

  @Test func `names every table, and skips no heading`() {
    for (name, text) in pages {
      #expect(
        text.matches(of: /<table/).count == text.matches(of: /<caption><span>[^<]/).count,
        "\(name)"
      )
      let levels = text.matches(of: /<h(\d)/).compactMap { Int($0.1) }
      #expect(levels.first == 1 && levels.count { $0 == 1 } == 1, "\(name)")
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(name)")
      let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(name)")
    }
  }

  @Test func `shows names and words from elsewhere as text`() {
    for (name, text) in pages {
      for mark in ["<img src=x", "1</script>", "<script>x", "<u>", "<s>", "<b>", "<i>"] {
        #expect(!text.contains(mark), "\(name) holds \(mark)")
      }
    }
    #expect(
      pages["gateways/proxy.html"]?.contains("bought &lt;twice&gt; &amp; &quot;more&quot;") == true
    )
  }

  @Test func `has file names that every system takes`() {
    for name in parts.keys {
      #expect(
        name.wholeMatch(of: /(?:[a-z0-9][a-z0-9._-]*\/)*[a-z0-9][a-z0-9._-]*\.[a-z]+/) != nil,
        "\(name)"
      )
    }
  }

  @Test func `shows versions side by side, the oldest first`() throws {
    let index = try #require(pages["index.html"])
    #expect(index.contains(#"<th scope="colgroup" colspan="2"><a href="gateways/proxy.html">"#))
    let row = try #require(index.firstMatch(of: /<tr data-group="sizes"[^\n]*/)).0
    #expect(
      row.contains(" data-unlike")
        && row.contains("✗</span><span class=\"unseen\">broken</span> 1/2")
    )
    #expect(
      try #require(row.firstRange(of: "broken")).lowerBound < row.firstRange(of: "held")!.lowerBound
    )
  }

  @Test func `a gateway's page tells what changed, which bugs show, and how to judge it again`()
    throws
  {
    let page = try #require(pages["gateways/proxy.html"])
    #expect(page.contains("<h1>proxy 1.10</h1>"))
    #expect(
      page.contains(
        "<h3>1.9 → 1.10</h3>\n<p>Holds since: <a href=\"../requirements/size.table.html\">"
      )
    )
    #expect(page.contains("0 of 2 reported bugs show; 2 do not, 0 were not looked for."))
    #expect(page.contains("<h2>Judge it again</h2>"))
  }

  @Test func `a requirement's page quotes who says so, and shows how a gateway fails`() throws {
    let page = try #require(pages["requirements/n.count.html"])
    #expect(
      page.contains(
        #"<blockquote><p>Number of images</p><p><small><a href="https://example.com/model">"#
      )
    )
    #expect(page.contains("owner/other@1a2b3c4d</a>: One picture too many."))
    let money = try #require(pages["requirements/money.paid.html"])
    #expect(money.contains("<h2>How others do</h2>\n<h3>proxy 1.10</h3>"))
  }

  @Test func `compares by data that no name can break out of`() throws {
    let page = try #require(pages["compare.html"])
    let data = try #require(page.firstMatch(of: /id="data">(.*)<\/script>/)).1
    let document = try JSON(parsing: String(data))
    #expect(document["sheets"]?.arrayValue?.count == 3)
    #expect(document["requirements"]?.arrayValue?.count == 5)
  }
}
