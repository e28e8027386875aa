import CanonicalJSON
import Contract

/// The trace of a failed case: what the client asked and what the gateway asked providers, times as bars,
/// what was said folded.
enum HTMLTrace {
  /// Messages of one trace; more make no picture that anybody reads.
  private static let limit = 40
  /// Bytes of what was said in one direction.
  private static let textLimit = 3_000

  /// One message and its answer, as the note `trace` holds it.
  private struct Message {
    var name: String
    var isClient: Bool
    var start: Double
    var length: Double
    var parts: [(title: String, text: String)]

    init?(_ json: JSON, isClient: Bool) {
      guard let request = json["request"]?.stringValue else { return nil }
      let end =
        json["status"]?.intValue.map { "\($0)" } ?? json["failure"]?.stringValue ?? "no answer"
      name = "\(request) → \(end)"
      self.isClient = isClient
      start = Message.time(json["at"])
      length = Message.time(json["ms"])
      parts = [("sent", "sent"), ("answered", "answer")].compactMap { title, member in
        json[member]?.stringValue.flatMap { $0.isEmpty ? nil : (title, $0) }
      }
    }

    /// Milliseconds; what is no sound time is none.
    private static func time(_ value: JSON?) -> Double {
      let time = value?.doubleValue ?? 0
      return time.isFinite ? min(max(0, time), 1e7) : 0
    }
  }

  /// Nothing where the finding holds no trace.
  static func text(_ finding: Finding) -> String {
    let asks = finding.notes["trace"]?.arrayValue ?? []
    let all = asks.flatMap { ask in
      [Message(ask, isClient: true)]
        + (ask["upstream"]?.arrayValue ?? []).map { Message($0, isClient: false) }
    }.compactMap(\.self)
    guard let end = all.map({ $0.start + $0.length }).max(), !all.isEmpty else { return "" }
    let calls = all.count { !$0.isClient }
    let requests = all.count - calls
    var html = #"<details class="trace"><summary>Trace: \#(requests) "#
    html += requests == 1 ? "request, " : "requests, "
    html += "\(calls) to providers, \(ElapsedText.text(end))</summary>\n<div class=\"body\">\n"
    html += all.prefix(limit).map { row($0, of: max(end, 0.1)) }.joined()
    if all.count > limit { html += "<p>and \(all.count - limit) more</p>\n" }
    return html + "</div></details>\n"
  }

  private static func row(_ message: Message, of whole: Double) -> String {
    let side = message.isClient ? "client" : "upstream"
    let bar =
      #"<span class="bar"><i style="left:\#(percent(message.start, whole))%;"#
      + #"width:\#(percent(message.length, whole))%"></i></span>"#
    return #"<details class="span \#(side)"><summary><span>\#(side) "#
      + "\(MarkupText.line(message.name, limit: 160))</span> \(bar) "
      + "<small>\(ElapsedText.text(message.length))</small></summary>\n"
      + message.parts.map { title, text in
        "<p class=\"pointer\">\(title)</p><pre>\(MarkupText.block(text, limit: textLimit))</pre>\n"
      }.joined() + "</details>\n"
  }

  /// In tenths.
  private static func percent(_ part: Double, _ whole: Double) -> String {
    let tenths = Int((min(1, part / whole) * 1_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
