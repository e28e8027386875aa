import HTTPMessages
import Testing

struct MultipartTests {
  private func parts(_ body: String) throws -> [MultipartPart] {
    try MultipartPart.all(in: Array(body.utf8), contentType: "multipart/form-data; boundary=\"b\"")
  }

  private static let head = "Content-Disposition: form-data; name=a\r\n\r\n"

  @Test(
    arguments: [
      (nil, MultipartError.notMultipart(nil)), ("text/plain", .notMultipart("text/plain")),
      ("multipart/mixed; boundary=b", .notMultipart("multipart/mixed; boundary=b")),
      ("multipart/form-data", .noBoundary), ("multipart/form-data; boundary=\"\"", .noBoundary),
      ("multipart/form-data; boundary=\"b \"", .noBoundary),
      ("multipart/form-data; boundary=\"\(String(repeating: "b", count: 71))\"", .noBoundary),
    ] as [(String?, MultipartError)]
  )
  func `refuses a Content-Type that names no form`(type: String?, error: MultipartError) {
    #expect(throws: error) { try MultipartPart.all(in: Array("--b--".utf8), contentType: type) }
  }

  @Test(arguments: [
    ("", MultipartError.noOpening), ("--c\r\n", .noOpening), ("--bb--", .noOpening),
    ("--b", .noOpening), ("--b\r\n", .truncated(part: 0)),
    ("--b\r\nX: y\r\n\r\nz\r\n--b--", .unnamed(part: 0)),
    ("--b\r\n\r\nz\r\n--b--", .unnamed(part: 0)),
    ("--b\r\nContent-Disposition: form-data; filename=x\r\n\r\nz\r\n--b--", .unnamed(part: 0)),
    ("--b\r\nContent-Disposition: attachment; name=x\r\n\r\nz\r\n--b--", .unnamed(part: 0)),
    ("--b\r\n\(head)1\r\n--b\r\njunk\r\n\r\nz\r\n--b--", .malformedHead(part: 1)),
    ("--b\r\nA b: c\r\n\r\nz\r\n--b--", .malformedHead(part: 0)),
    ("--b\r\nA: b\r\n c\r\n\r\nz\r\n--b--", .foldedHead(part: 0)),
    (
      "--b\r\nContent-Transfer-Encoding: BASE64\r\n\(head)eg==\r\n--b--",
      .encoded(part: 0, encoding: "BASE64")
    ),
    ("--b\r\nA: \u{0}\r\n\r\nz\r\n--b--", .malformedHead(part: 0)),
    ("--b\r\nA: b\rC: d\r\n\r\nz\r\n--b--", .malformedHead(part: 0)),
    (
      "--b\r\nA: \(String(repeating: "x", count: 16_384))\r\n\r\nz\r\n--b--",
      .headTooLong(part: 0, limit: 16_384)
    ),
    ("--b\r\n\(head)z\r\n--b", .truncated(part: 0)),
    ("--b\r\n\(head)z\r\n--b-", .truncated(part: 0)),
    ("--b\r\n\(head)z\r\n--bb--", .truncated(part: 0)),
  ])
  func `refuses what is no whole form`(body: String, error: MultipartError) {
    #expect(throws: error) { try parts(body) }
  }

  @Test func `takes more than a thousand parts for an attack`() {
    let body = String(repeating: "--b\r\n\(MultipartTests.head)z\r\n", count: 1_001) + "--b--"
    #expect(throws: MultipartError.tooManyParts(limit: 1_000)) { try parts(body) }
  }

  @Test(arguments: [
    " --b", "x\r\n--bb\r\ny", "\n--b\n", "\r\n-- b\r\n", "\r\n--", "\r\n", "x--b--",
    "\r\n--b x\r\n",
  ])
  func `a boundary inside a body is content unless it is a line of its own`(body: String) throws {
    let form = "--b\r\n\(MultipartTests.head)\(body)\r\n--b--"
    #expect(try parts(form).map(\.text) == [body])
  }

  @Test func `skips a preamble, padding and whatever follows the end`() throws {
    let body = "hello\r\n--b \t\r\n\(MultipartTests.head)z\r\n--b--\r\n--b\r\nnot a part"
    #expect(try parts(body).map(\.text) == ["z"])
  }

  @Test func `bodies are slices of the whole and keep every byte`() throws {
    let bytes = (0...255).map { UInt8($0) }
    var body = Array("--b\r\n\(MultipartTests.head)".utf8)
    let start = body.count
    body += bytes
    body += Array("\r\n--b--".utf8)
    let part = try #require(try MultipartPart.all(in: body, boundary: "b").first)
    #expect(part.body.startIndex == start)
    #expect(Array(part.body) == bytes)
  }

  @Test(arguments: [
    ("image", ["image"]), ("image[]", ["image", ""]), ("a[b]", ["a", "b"]),
    ("a[b][c][]", ["a", "b", "c", ""]), ("a[", ["a["]), ("[]", ["[]"]), ("a[b", ["a[b"]),
    ("a]b[c]", ["a]b", "c"]), ("a[[b]]", ["a[[b]]"]), ("a[b]c", ["a[b]c"]),
  ])
  func `cuts names at their brackets`(name: String, path: [String]) {
    #expect(MultipartPart(name: name, text: "").path == path)
  }

  @Test func `writes a form as browsers do`() {
    var writer = MultipartWriter(boundary: "b")
    writer.append(MultipartPart(name: "n", text: "2"))
    writer.append(
      MultipartPart(
        name: "image[]",
        filename: "a\"\r\n.png",
        contentType: .image("png"),
        fields: ["X-Extra": "1"],
        body: Array("PNG".utf8)[...]
      )
    )
    let expected = """
      --b
      Content-Disposition: form-data; name="n"

      2
      --b
      Content-Disposition: form-data; name="image[]"; filename="a%22%0D%0A.png"
      Content-Type: image/png
      X-Extra: 1

      PNG
      --b--

      """
    #expect(
      String(decoding: writer.finished(), as: UTF8.self)
        == expected.replacing("\n", with: "\r\n")
    )
    #expect(writer.contentType.text == "multipart/form-data; boundary=b")
  }

  @Test func `what it writes it reads`() throws {
    var writer = MultipartWriter(boundary: "x y:z")
    writer.append(MultipartPart(name: "prompt \"é\"\\", text: "\r\n--x y:zz\r\n"))
    writer.append(
      MultipartPart(name: "f", filename: "", contentType: .image("png"), body: [0, 13, 10, 255])
    )
    let read = try MultipartPart.all(
      in: writer.finished(),
      contentType: writer.contentType.text
    )
    #expect(read.map(\.name) == ["prompt \"é\"\\", "f"])
    #expect(read.map(\.filename) == [nil, ""])
    #expect(read.map { Array($0.body) } == [Array("\r\n--x y:zz\r\n".utf8), [0, 13, 10, 255]])
  }
}
