import Contract
import CanonicalJSON
import Testing

struct CitationsTests {
  private static let pages = #"""
    {"pages":[
    {"id":"api","title":"the page","url":"https://example.com/api","level":"published","model":"a"},
    {"id":"b","title":"b's page","url":"https://example.com/b","level":"documented","model":"b"},
    {"id":"docs","title":"docs","url":"https://example.com/docs","level":"documented"}],
    "quotations":[
    {"id":"auto","said":[{"pages":["api"],"words":"Model chooses"},
    {"pages":["b"],"words":"Values: auto"},{"ruling":"gif","models":["c"]},
    {"pages":["docs"],"words":"auto"}]}]}
    """#
  private static let rulings = #"""
    {"rulings":[{"id":"gif","question":"Is a GIF taken?","answer":"refused","others":["accepted"],
    "why":"The page lists three.","since":3}]}
    """#

  private func citations(
    _ quotations: String = pages,
    _ rulings: String = rulings
  ) throws -> Citations {
    try Citations(
      quotations: JSONNode(parsing: Array(quotations.utf8), file: "q.json"),
      rulings: JSONNode(parsing: Array(rulings.utf8), file: "r.json")
    )
  }

  private func requirement(_ members: String) throws -> Requirement? {
    let text = #"{"revision":3,"requirements":[{"id":"a","sentence":"S.","since":3,\#(members)}]}"#
    return try RequirementList(
      parsing: Array(text.utf8),
      file: "requirements.json",
      citing: citations()
    )["a"]
  }

  @Test func `a requirement stands on a page's words, a ruling, or words of its own`() throws {
    let quoting = try requirement(#""level":"published","quotation":"auto""#)
    #expect(quoting?.grounds.level == .published)
    #expect(quoting.map { "\($0.grounds)" } == "the page: Model chooses")
    let ruled = try requirement(#""level":"policy","ruling":"gif""#)
    #expect(ruled?.grounds.ruling?.answers == ["refused", "accepted"])
    let plain = try requirement(#""level":"safety","source":"nobody has to say it""#)
    #expect(plain?.grounds == .statement(.safety, source: "nobody has to say it"))
  }

  @Test(arguments: [
    (
      #""level":"documented","quotation":"auto""#,
      #"level: "documented" is not the level of what it stands on, published"#
    ),
    (
      #""level":"published","ruling":"gif""#,
      #"level: "published" is not the level of what it stands on, policy"#
    ),
    (#""level":"published""#, "source: is missing"),
    (
      #""level":"published","quotation":"aut""#,
      #"quotation: unknown quotation "aut". Did you mean "auto"?"#
    ),
    (#""level":"policy","ruling":"png""#, #"ruling: unknown ruling "png""#),
  ])
  func `a requirement claims no more than what it stands on`(members: String, fault: String) {
    let error = #expect(throws: JSONFault.self) { try requirement(members) }
    #expect(error?.description == "requirements.json#/requirements/0/\(fault)")
  }

  @Test(arguments: [
    (nil, "the page: Model chooses"), ("a", "the page: Model chooses"),
    ("b", "b's page: Values: auto"), ("c", "ruling gif: Is a GIF taken? refused"),
    ("d", "docs: auto"),
  ])
  func `a model's own page is quoted, else one that holds for all`(
    model: String?,
    said: String
  ) throws {
    let grounds = try citations()[.quotation("auto"), about: model]
    #expect(grounds.map { "\($0)" } == said)
    #expect(try citations().models(saying: "auto") == ["a", "b"])
  }

  @Test func `a quotation of some models' pages says what holds for the others`() throws {
    let open = CitationsTests.pages.replacing(#"{"pages":["docs"],"words":"auto"}"#, with: "")
      .replacing(#"["c"]},"#, with: #"["c"]}"#)
    let error = #expect(throws: JSONFault.self) { try citations(open) }
    #expect(
      error?.description
        == "q.json#/quotations/0/said: \"auto\" is not words or a ruling for every other model"
    )
  }

  @Test func `words of two pages prove no more than the weaker page says`() {
    let published = Quotation(page: "api", level: .published, words: "REQUIRED")
    let documented = Quotation(page: "errors", level: .documented, words: "INVALID_REQUEST | 400")
    #expect(published.with(documented).level == .documented)
    #expect(documented.with(published).level == .documented)
    #expect("\(published.with(documented))" == "api: REQUIRED; errors: INVALID_REQUEST | 400")
    #expect(published.with(published) == published)
  }

  @Test func `an id stands once`() {
    let twice =
      CitationsTests.rulings.replacing("}]}", with: "}") + ","
      + CitationsTests.rulings.dropFirst(#"{"rulings":["#.count)
    let error = #expect(throws: JSONFault.self) { try citations(CitationsTests.pages, twice) }
    #expect(error?.description == #"r.json#/rulings/1/id: "gif" is not an id of its own"#)
  }
}
