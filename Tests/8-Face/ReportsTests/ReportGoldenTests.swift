import Reports
import Testing

struct ReportGoldenTests {
  @Test(arguments: [
    (ReportKind.json, "sample.json"), (.junit, "sample.junit.xml"),
    (.sarif, "sample.sarif.json"), (.markdown, "sample.md"),
    (.text, "sample.txt"), (.annotations, "sample.annotations.txt"), (.html, "sample.html"),
  ])
  func `writes the sample run as it was read and kept`(kind: ReportKind, name: String) throws {
    try GoldenFile(name: name).expect(SampleRun.text(kind))
  }
}
