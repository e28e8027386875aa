import CanonicalJSON
import Exchanges
import HTTPMessages
import Recordings
import Testing

/// Files in the manner of three exporters, cut down to what makes each of them special.
enum ForeignHAR {
  /// Pseudo fields, decoded bodies under the encoding of the wire, base64, a blocked request.
  static let chrome = """
    {"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],
    "entries":[
      {"_resourceType":"fetch","startedDateTime":"2026-05-01T10:00:00.250Z","time":120.5,
       "request":{"method":"POST","url":"https://api.example/v1/x?b=2&a=1","httpVersion":"h2",
        "headers":[{"name":":method","value":"POST"},{"name":"accept","value":"a"},
                   {"name":"accept","value":"b"},{"name":"content-type","value":"application/json"}],
        "queryString":[],"cookies":[],"headersSize":-1,"bodySize":11,
        "postData":{"mimeType":"application/json","text":"{\\"n\\":1}"}},
       "response":{"status":200,"statusText":"","httpVersion":"h2",
        "headers":[{"name":"content-encoding","value":"br"},{"name":"content-length","value":"4"},
                   {"name":"content-type","value":"application/json"}],
        "content":{"size":8,"mimeType":"application/json","text":"{\\"ok\\":1}"},
        "redirectURL":"","headersSize":-1,"bodySize":-1,"_transferSize":40},
       "cache":{},"timings":{"blocked":1,"send":0.1,"wait":100.9,"receive":1}},
      {"startedDateTime":"2026-05-01T10:00:01.000Z","time":1,
       "request":{"method":"GET","url":"https://api.example/p.png","headers":[]},
       "response":{"status":200,"headers":[],
        "content":{"size":3,"mimeType":"image/png","text":"AQID","encoding":"base64"}}},
      {"startedDateTime":"2026-05-01T10:00:02.000Z","time":0,
       "request":{"method":"GET","url":"https://blocked.example/","headers":[]},
       "response":{"status":0,"headers":[],"content":{"size":0}}}]}}
    """

  /// Bodies in files of their own, and almost nothing that could be left out.
  static let playwright = """
    {"log":{"version":"1.2","entries":[
      {"request":{"method":"GET","url":"https://api.example/page"},
       "response":{"status":200,"content":{"mimeType":"text/plain","_file":"0a1b.txt"}}}]}}
    """

  /// Broken base64, parameters instead of a text, no dates.
  static let mitmproxy = """
    {"log":{"version":"1.2","creator":{"name":"mitmproxy"},"entries":[
      {"request":{"method":"POST","url":"http://h.example/f","headers":[],
        "postData":{"mimeType":"application/x-www-form-urlencoded","params":[
          {"name":"a","value":"1"},{"name":"b","value":"2"}]}},
       "response":{"status":200,"headers":[],
        "content":{"text":"AQ\\nIDBA","encoding":"base64","size":4}}},
      {"request":{"method":"GET","url":"http://h.example/g","headers":[]},
       "response":{"status":200,"headers":[],
        "content":{"text":"not base64!","encoding":"base64","size":4}}},
      {"request":{"method":"GET","url":"http://h.example/h","headers":[]},
       "response":{"status":200,"headers":[],"content":{"size":99}}}]}}
    """
}

struct ForeignHARTests {
  private func read(_ text: String, bodies: [String: [UInt8]] = [:]) throws -> Recording {
    try HARReader.recording(Array(text.utf8), file: "x.har") { name throws(RecordingError) in
      guard let bytes = bodies[name] else { throw .missingBody(file: "x.har", body: name) }
      return bytes
    }
  }

  @Test func `reads what a browser exports`() throws {
    let recording = try read(ForeignHAR.chrome)
    #expect(recording.metadata.origin == .foreign)
    #expect(recording.entries.count == 2)
    #expect(recording.notes == ["/log/entries/2 has no answer and is left out"])
    let first = recording.entries[0].exchange
    #expect(first.request.fields.values(of: "Accept") == ["a", "b"])
    #expect(!first.request.fields.all.contains { $0.name.raw.hasPrefix(":") })
    #expect(first.requestBody == Array("{\"n\":1}".utf8))
    #expect(first.responseFields[.contentEncoding] == nil)
    #expect(first.responseFields[.contentLength] == "8")
    #expect(first.duration == .microseconds(100_900))
    #expect(recording.entries[1].exchange.responseBody == [1, 2, 3])
    #expect(recording.entries[1].exchange.start == .milliseconds(750))
  }

  /// One exchange around which everything is in order.
  private func exchange(request: String, response: String = "{}", wait: String = "1") -> String {
    """
    {"request":{"method":"POST","url":"https://h.example/",\(request)},
     "response":{"status":200,"content":\(response)},"timings":{"wait":\(wait)}}
    """
  }

  private func entries(_ texts: String...) throws -> Recording {
    try read("{\"log\":{\"entries\":[\(texts.joined(separator: ","))]}}")
  }

  @Test(arguments: ["gzip", "br"])
  func `a request that says it is encoded over plain text is plain`(encoding: String) throws {
    let fields = """
      {"name":"Content-Encoding","value":"\(encoding)"},{"name":"Content-Length","value":"3"}
      """
    let data = "\"headers\":[\(fields)],\"postData\":{\"text\":\"{\\\"n\\\":1}\"}"
    let entry = try entries(exchange(request: data)).entries[0]
    #expect(entry.request.fields == ["Content-Length": "7"])
    #expect(entry.exchange.requestBody == Array("{\"n\":1}".utf8))
  }

  @Test func `values given as lists are fields of their own`() throws {
    let fields = """
      "headers":[{"name":"A","value":["1","2"]},{"name":"B","value":3},{"name":"C"},
      {"name":"D","value":[]}]
      """
    let entry = try entries(exchange(request: fields)).entries[0]
    #expect(
      entry.request.fields
        == HTTPFields([.init("A", "1"), .init("A", "2"), .init("B", "3"), .init("C", "")])
    )
  }

  @Test func `one exchange that can't be read costs no other`() throws {
    let file = "{\"_file\":\"gone\"}"
    let good = exchange(request: "\"headers\":[]")
    let recording = try entries(
      good,
      "{}",
      exchange(request: "\"headers\":[]", response: file),
      good
    )
    #expect(recording.entries.count == 2)
    #expect(recording.notes.map { $0.prefix(14) } == ["/log/entries/1", "/log/entries/2"])
  }

  @Test func `a wait below a millisecond stays one`() throws {
    let recording = try entries(exchange(request: "\"headers\":[]", wait: "0.25"))
    #expect(recording.entries[0].exchange.duration == .microseconds(250))
    let written = HARWriter.files(of: recording).har
    let again = try read(String(decoding: written, as: UTF8.self))
    #expect(again.entries[0].exchange.duration == .microseconds(250))
  }

  @Test func `a byte order mark is skipped`() throws {
    let recording = try read("\u{FEFF}" + ForeignHAR.chrome)
    #expect(recording.entries.count == 2)
  }

  @Test func `reads bodies in files of their own`() throws {
    let recording = try read(ForeignHAR.playwright, bodies: ["0a1b.txt": [0x68, 0x69]])
    #expect(recording.entries[0].exchange.responseBody == [0x68, 0x69])
    #expect(throws: RecordingError.missingBody(file: "x.har", body: "0a1b.txt")) {
      try read(ForeignHAR.playwright)
    }
  }

  @Test func `mends base64 and says so`() throws {
    let recording = try read(ForeignHAR.mitmproxy)
    #expect(recording.entries[0].exchange.requestBody == Array("a=1&b=2".utf8))
    #expect(recording.entries[0].exchange.responseBody == [1, 2, 3, 4])
    #expect(recording.entries[1].exchange.responseBody == Array("not base64!".utf8))
    #expect(
      recording.notes == [
        "/log/entries/0/response/content held untidy base64",
        "/log/entries/1/response/content says base64 and is none; its text was taken as it stands",
        "/log/entries/2/response/content holds no body, only its size",
      ]
    )
  }

  @Test(arguments: ["{", "[]", "{\"log\":{}}", "{\"log\":{\"entries\":[{}]}}"])
  func `what is no HAR is refused with its place`(text: String) {
    let error = #expect(throws: RecordingError.self) { try read(text) }
    #expect(error?.description.hasPrefix("x.har ") == true)
  }
}
