import Bytes
import CanonicalJSON
package import Conformance
import Exchanges
import HTTPMessages

/// The text that `--trace` prints of one request: both sides of the gateway, without a secret.
package struct TraceText {
  private let secrets: [String]

  /// Hides the values that the environment calls a key or a token, wherever they show.
  package init(secrets: [String]) { self.secrets = secrets }

  /// Bytes of a body that are shown.
  private static let limit = 1_500

  package func text(of trace: WireWitness.Trace) -> String {
    var redactor = Redactor(RedactionPolicy(secrets: secrets))
    // Twice, for what is found late is known everywhere afterwards.
    _ = lines(of: trace, &redactor)
    redactor.startOver()
    return VisibleText.block(lines(of: trace, &redactor), limit: .max)
  }

  private func lines(of trace: WireWitness.Trace, _ redactor: inout Redactor) -> String {
    var text = "── \(trace.caseID ?? "canary")\n"
    text += TraceText.lines(redactor.redacted(trace.client), side: "client", indent: "")
    for exchange in trace.upstream {
      text += TraceText.lines(redactor.redacted(exchange), side: "upstream", indent: "    ")
    }
    return text + "\n"
  }

  private static func lines(_ exchange: Exchange, side: String, indent: String) -> String {
    let request = exchange.request
    var text = "\(indent)\(side) → \(request.method.name) \(request.url)\n"
    text += fields(request.fields, indent) + body(exchange.requestBody, indent)
    guard let response = exchange.response else {
      return text + "\(indent)\(side) ← \(exchange.failure ?? "no answer yet")\n"
    }
    text += "\(indent)\(side) ← \(response.status.code)\n"
    return text + fields(response.fields, indent) + body(exchange.responseBody, indent)
  }

  private static func fields(_ fields: HTTPFields, _ indent: String) -> String {
    fields.all.map { "\(indent)  \($0.name.raw): \($0.value)\n" }.joined()
  }

  /// JSON as it came, other text too; of pictures and forms only their size.
  private static func body(_ bytes: [UInt8], _ indent: String) -> String {
    guard !bytes.isEmpty else { return "" }
    let isText = bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    guard isText else { return "\(indent)  <\(bytes.count) bytes>\n" }
    let shown = String(decoding: bytes.prefix(limit), as: UTF8.self)
    let rest = bytes.count > limit ? "… <\(bytes.count) bytes>" : ""
    return (shown + rest).split(separator: "\n").map { "\(indent)  \($0)\n" }.joined()
  }
}
