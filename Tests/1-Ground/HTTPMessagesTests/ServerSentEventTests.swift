import HTTPMessages
import Testing

struct ServerSentEventTests {
  typealias Event = ServerSentEvent

  static let streams: [(stream: String, events: [Event])] = [
    ("data: a\n\n", [Event(data: "a")]),
    ("data: a\r\n\r\n", [Event(data: "a")]),
    ("data: a\r\r", [Event(data: "a")]),
    ("\u{FEFF}data:a\n\n", [Event(data: "a")]),
    ("data: a\r\n\ndata: b\r\r\n", [Event(data: "a"), Event(data: "b")]),
    ("data:  a \ndata\ndata:b\n\n", [Event(data: " a \n\nb")]),
    ("data\n\n", [Event(data: "")]),
    ("event: x\n\ndata: a\n\n", [Event(data: "a")]),
    (
      "event: x\ndata: {\"a\":1}\nid: 7\n\ndata: b\n\n",
      [
        Event(event: "x", data: "{\"a\":1}", id: "7"), Event(data: "b", id: "7"),
      ]
    ),
    (": comment\n:\ndata: a\nunknown: b\n Data: c\n\n\n\n", [Event(data: "a")]),
    ("id: 1\u{0}\ndata: é€\u{1F3A8}\n\n", [Event(data: "é€\u{1F3A8}")]),
    ("event:\ndata: [DONE]\n\ndata: cut short", [Event(data: "[DONE]")]),
    ("data: \u{FEFF}a\n\n", [Event(data: "\u{FEFF}a")]),
  ]

  @Test(arguments: streams)
  func `reads events however the stream is cut`(stream: String, events: [Event]) throws {
    let bytes = Array(stream.utf8)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        var parser = ServerSentEventParser()
        var read = try parser.feed(bytes[..<first])
        read += try parser.feed(bytes[first..<second])
        read += try parser.feed(bytes[second...])
        #expect(read == events)
      }
    }
  }

  @Test func `passes over comments and what it need not know`() throws {
    var parser = ServerSentEventParser()
    #expect(try parser.feed(Array("retry: 10\n: ping\n\n".utf8)[...]) == [])
  }

  @Test func `refuses an event without end`() throws {
    var parser = ServerSentEventParser(limit: 10)
    #expect(try parser.feed(Array("data: a\n\n".utf8)[...]).count == 1)
    #expect(throws: ServerSentEventTooLong(limit: 10)) {
      try parser.feed(Array("data: aaaaaa".utf8)[...])
    }
  }

  @Test func `writes an event line by line`() {
    let event = Event(event: "a\nb", data: "x\ny\r\nz", id: "1")
    let expected = "event: a b\nid: 1\ndata: x\ndata: y \ndata: z\n\n"
    #expect(String(decoding: event.bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: ["", "a", "\n", " a\n\n b", "{\"k\":\"é\"}"])
  func `what it writes it reads`(data: String) throws {
    var parser = ServerSentEventParser()
    let event = Event(event: "image_generation.completed", data: data, id: "9")
    #expect(try parser.feed(event.bytes[...]) == [event])
  }
}
