import CanonicalJSON
import Contract
import Exchanges
import HTTPMessages
import Synchronization

/// Keeps what was said on both sides of each case until it is known whether the case failed.
///
/// A few of each requirement's failures keep theirs, for a report that people can open.
package final class CaseTraces: Sendable {
  private struct State {
    var running: [String: [WireWitness.Trace]] = [:]
    var told: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let text: TraceJSON

  /// The most traces of one requirement, and of all; and the most asks of one case.
  private static let (eachLimit, limit, askLimit) = (3, 90, 12)

  /// `secrets` are hidden wherever they show.
  package init(secrets: [String]) { text = TraceJSON(secrets: secrets) }

  func note(_ trace: WireWitness.Trace) {
    guard let caseID = trace.caseID else { return }
    state.withLock { state in
      guard state.running[caseID, default: []].count < CaseTraces.askLimit else { return }
      state.running[caseID, default: []].append(trace)
    }
  }

  /// The result with its trace in the notes of the first failure, under `trace`.
  func tracing(_ result: CaseResult) -> CaseResult {
    let traces = state.withLock { $0.running.removeValue(forKey: result.caseID) } ?? []
    guard !traces.isEmpty,
      let index = result.findings.firstIndex(where: { $0.verdict == .failed }),
      hasRoom(for: result.findings[index].requirement)
    else { return result }
    var result = result
    result.findings[index].notes["trace"] = text.json(of: traces)
    return result
  }

  private func hasRoom(for requirement: String) -> Bool {
    state.withLock { state in
      guard state.told.values.reduce(0, +) < CaseTraces.limit,
        state.told[requirement, default: 0] < CaseTraces.eachLimit
      else { return false }
      state.told[requirement, default: 0] += 1
      return true
    }
  }
}

/// Both sides of a case's asks as a report holds them, without a secret.
struct TraceJSON: Sendable {
  /// Bytes of a body that are looked into, and those that are kept.
  private static let (longest, kept) = (64 << 10, 1_500)

  let secrets: [String]

  func json(of traces: [WireWitness.Trace]) -> JSON {
    var redactor = Redactor(RedactionPolicy(secrets: secrets))
    // Twice, for what is found late is known everywhere afterwards.
    _ = asks(traces, &redactor)
    redactor.startOver()
    return .array(asks(traces, &redactor))
  }

  private func asks(_ traces: [WireWitness.Trace], _ redactor: inout Redactor) -> [JSON] {
    let zero = traces.map(\.client.start).min() ?? .zero
    return traces.map { trace in
      var ask = message(trace.client, since: zero, &redactor)
      ask.append(
        "upstream",
        .array(trace.upstream.map { .object(message($0, since: zero, &redactor)) })
      )
      return .object(ask)
    }
  }

  private func message(
    _ exchange: Exchange,
    since zero: Duration,
    _ redactor: inout Redactor
  ) -> JSONObject {
    var exchange = exchange
    exchange.omitBodies(over: TraceJSON.longest)
    let told = redactor.redacted(exchange)
    var object: JSONObject = [
      "at": TraceJSON.milliseconds(exchange.start - zero),
      "request": .string("\(told.request.method.name) \(told.request.url)"),
      "sent": .string(
        TraceJSON.text(told.request.fields, told.requestBody, told.omittedRequest)
      ),
    ]
    if let duration = exchange.duration {
      object.append("ms", TraceJSON.milliseconds(duration))
    }
    guard let response = told.response else {
      object.append("failure", .string(told.failure ?? "no answer yet"))
      return object
    }
    object.append("status", .integer(response.status.code))
    object.append(
      "answer",
      .string(TraceJSON.text(response.fields, told.responseBody, told.omittedResponse))
    )
    return object
  }

  /// Fields and body as they are read; of pictures and of what is long only the size.
  private static func text(_ fields: HTTPFields, _ body: [UInt8], _ omitted: Int?) -> String {
    let head = fields.all.map { "\($0.name.raw): \($0.value)\n" }.joined()
    if let omitted { return head + "\n<\(omitted) bytes>" }
    guard !body.isEmpty else { return head }
    let isText = body.allSatisfy { $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    guard isText else { return head + "\n<\(body.count) bytes>" }
    let rest = body.count > kept ? "… <\(body.count) bytes>" : ""
    return head + "\n" + String(decoding: body.prefix(kept), as: UTF8.self) + rest
  }

  /// In tenths.
  private static func milliseconds(_ duration: Duration) -> JSON {
    .number(JSONNumber((duration / .microseconds(100)).rounded() / 10))
  }
}
