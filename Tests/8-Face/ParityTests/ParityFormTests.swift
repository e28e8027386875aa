import Terminal
import CanonicalJSON
import Catalog
import Reports
import Testing

@testable import Parity

/// The table in each of its forms.
struct ParityFormTests {
  private func tables(_ id: String = "flux.1-kontext-max") throws -> [ModelParity] {
    let catalog = try ModelCatalog.shipped()
    return ModelParity.all(of: try #require(catalog.model(id)), catalog: catalog)
  }

  @Test func `text stands in columns, and says what is lacking`() throws {
    let text = ParityText(style: .plain).text(try tables())
    let lines = text.split(separator: "\n")
    #expect(lines.first == "flux.1-kontext-max")
    let rows = lines.filter { $0.contains(" at 1K  ") && !$0.contains("can't") }
    let columns = Set(rows.map { line in line.prefix { !"●◐○✕".contains($0) }.count })
    #expect(columns.count == 1, "\(columns)")
    #expect(text.contains("fal/flux.1-kontext-max can't give 4:5, 5:4, 1:2, 2:1; "))
  }

  @Test(arguments: [80, 100, 140])
  func `text fits its columns, in more tables where it must`(columns: Int) throws {
    let tables = try tables().prefix(1)
    let text = ParityText(style: .plain, columns: columns).text(Array(tables))
    let rows = text.split(separator: "\n").filter {
      $0.contains(" at 1K  ") && !$0.contains("can't")
    }
    #expect(rows.allSatisfy { $0.count <= columns })
    #expect(rows.count > 10)
    let whole = ParityText(style: .plain).text(Array(tables))
    for offer in ["fal", "fireworks", "replicate"] {
      let head = "\(offer)/flux.1-kontext-max"
      #expect(text.contains(head) && whole.contains(head))
    }
  }

  @Test func `JSON holds every cell`() throws {
    let json = try #require(try tables().first).json
    #expect(json["model"] == "flux.1-kontext-max")
    let row = json["sizes"]?[1]
    #expect(row?["asked"] == ["size": "916x1145", "aspect_ratio": "4:5", "resolution": "1K"])
    #expect(row?["fits"]?["fal/flux.1-kontext-max"]?["grade"] == "nearest")
    #expect(row?["fits"]?["fal/flux.1-kontext-max"]?["distance"]?.doubleValue == 0.0667)
    #expect(row?["fits"]?["replicate/flux.1-kontext-max"]?["as"] == "4:5")
    #expect(
      json["lacks"]?["fal/flux.1-kontext-max"] == ["916x1145", "1145x916", "724x1448", "1448x724"]
    )
  }

  @Test func `Markdown's tables have as many cells as heads`() throws {
    let text = ParityMarkdown().text(try tables())
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count > 50)
    #expect(Set(rows.map { $0.filter { $0 == "|" }.count }) == [5])
  }

  @Test func `HTML draws what is asked and what comes to one scale, and runs nothing`() throws {
    let html = ParityHTML().text(try tables())
    // 1568, the longest side of all, is 88 wide; 1024 is then 57.5.
    #expect(html.contains(#"<rect class="wanted" x="2" y="2.0" width="57.5" height="57.5"/>"#))
    #expect(!html.contains("<script"))
    #expect(html.contains("default-src 'none'"))
    #expect(html.contains("delivered 1184×896, asked 1183×887"))
  }
}
