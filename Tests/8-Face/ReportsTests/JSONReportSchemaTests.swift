import CanonicalJSON
import Reports
import Testing

struct JSONReportSchemaTests {
  private func names(_ json: JSON?) -> Set<String> {
    Set(json?.objectValue?.names ?? json?.arrayValue?.compactMap(\.stringValue) ?? [])
  }

  @Test func `writes every member that the schema asks for, and none that it does not name`() throws
  {
    let schema = try JSON(parsing: GoldenFile(name: "../schemas/report.json").text())
    let report = try JSON(parsing: SampleRun.text(.json))
    let finding = try #require(schema["$defs"]?["finding"])
    #expect(names(report) == names(schema["properties"]))
    #expect(names(report["counts"]) == names(schema["properties"]?["counts"]?["required"]))
    for written in try #require(report["findings"]?.arrayValue) {
      #expect(names(written).isSuperset(of: names(finding["required"])))
      #expect(names(written).isSubset(of: names(finding["properties"])))
    }
  }
}
