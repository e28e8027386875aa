import HTTPMessages
import Testing

/// Bodies as the clients in the field lay them out.
struct MultipartClientsTests {
  struct Sent: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var boundary: String
    /// Line feeds stand for the CRLF of the wire.
    var body: String
    var parts: [String]
  }

  static let sent = [
    Sent(
      testDescription: "openai-python",
      boundary: "8f3a0c5d2b7e4f61a9c0d1e2f3a4b5c6",
      body: """
        --8f3a0c5d2b7e4f61a9c0d1e2f3a4b5c6
        Content-Disposition: form-data; name="model"

        flux.2-max
        --8f3a0c5d2b7e4f61a9c0d1e2f3a4b5c6
        Content-Disposition: form-data; name="n"

        2
        --8f3a0c5d2b7e4f61a9c0d1e2f3a4b5c6
        Content-Disposition: form-data; name="image[]"; filename="say %22hi%22.png"
        Content-Type: image/png

        PNG1
        --8f3a0c5d2b7e4f61a9c0d1e2f3a4b5c6
        Content-Disposition: form-data; name="image[]"; filename="upload"
        Content-Type: application/octet-stream

        PNG2
        --8f3a0c5d2b7e4f61a9c0d1e2f3a4b5c6--

        """,
      parts: [
        "model|-|-|flux.2-max", "n|-|-|2", "image[]|say \"hi\".png|image/png|PNG1",
        "image[]|upload|application/octet-stream|PNG2",
      ]
    ),
    Sent(
      testDescription: "openai-node and Node's fetch",
      boundary: "----formdata-undici-028364527381",
      body: """
        ------formdata-undici-028364527381
        Content-Disposition: form-data; name="image"; filename="unknown_file"
        Content-Type: application/octet-stream

        PNG
        ------formdata-undici-028364527381
        Content-Disposition: form-data; name="options[style]"

        a%0Ab
        ------formdata-undici-028364527381--
        """,
      parts: ["image|unknown_file|application/octet-stream|PNG", "options[style]|-|-|a%0Ab"]
    ),
    Sent(
      testDescription: "curl",
      boundary: "------------------------d74496d66958873e",
      body: """
        --------------------------d74496d66958873e
        Content-Disposition: form-data; name="image[]"; filename="a\\"b\\\\c.png"
        Content-Type: image/png

        PNG
        --------------------------d74496d66958873e
        Content-Disposition: form-data; name="prompt"

        two
        lines

        --------------------------d74496d66958873e--

        """,
      parts: ["image[]|a\"b\\c.png|image/png|PNG", "prompt|-|-|two\r\nlines\r\n"]
    ),
    Sent(
      testDescription: "Chrome, an empty file field",
      boundary: "----WebKitFormBoundary7MA4YWxkTrZu0gW",
      body: """
        ------WebKitFormBoundary7MA4YWxkTrZu0gW
        Content-Disposition: form-data; name="mask"; filename=""
        Content-Type: application/octet-stream


        ------WebKitFormBoundary7MA4YWxkTrZu0gW
        Content-Disposition: form-data; name="a%22b%0D%0Ac"; filename="日本.png"
        Content-Type: image/png

        PNG
        ------WebKitFormBoundary7MA4YWxkTrZu0gW--

        """,
      parts: ["mask||application/octet-stream|", "a\"b\r\nc|日本.png|image/png|PNG"]
    ),
    Sent(
      testDescription: "urllib3, extended names",
      boundary: "b",
      body: """
        --b
        Content-Disposition: form-data; name="image"; filename*=utf-8''%E6%97%A5.png
        X-Extra:  kept\t
        content-type: image/png; q=1

        PNG
        --b--
        """,
      parts: ["image|日.png|image/png; q=1|PNG"]
    ),
    Sent(
      testDescription: "no part at all",
      boundary: "b",
      body: "--b--\n",
      parts: []
    ),
  ]

  @Test(arguments: sent)
  func `reads what clients send`(_ sent: Sent) throws {
    let wire = sent.body.replacing("\n", with: "\r\n")
    let parts = try MultipartPart.all(in: Array(wire.utf8), boundary: sent.boundary)
    let lines = parts.map { part in
      "\(part.name)|\(part.filename ?? "-")|\(part.contentType?.text ?? "-")|\(part.text)"
    }
    #expect(lines == sent.parts)
  }

  @Test(arguments: sent)
  func `refuses each of them cut short anywhere`(_ sent: Sent) throws {
    let whole = Array(sent.body.replacing("\n", with: "\r\n").utf8)
    let end = whole.suffix(2) == [0x0D, 0x0A] ? whole.count - 2 : whole.count
    for count in 0..<end {
      #expect(throws: MultipartError.self) {
        try MultipartPart.all(in: Array(whole.prefix(count)), boundary: sent.boundary)
      }
    }
  }
}
