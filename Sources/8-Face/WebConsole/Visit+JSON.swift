import CanonicalJSON
import Exchanges
import HTTPMessages

extension Visit {
  /// A line of the list.
  func summary(without secrets: RedactionPolicy) -> JSON {
    var members = exchange.summary
    members.members.insert(.init(name: "number", value: .integer(number)), at: 0)
    members["calls"] = .integer(calls.count + unlistedCalls)
    return Visit.clean(.object(members), secrets)
  }

  /// All there is to see, secrets and long texts taken out.
  func json(without secrets: RedactionPolicy) -> JSON {
    var members = exchange.whole
    members.members.insert(.init(name: "number", value: .integer(number)), at: 0)
    members["calls"] = .array(calls.map { .object($0.whole) })
    members["unlisted_calls"] = .integer(unlistedCalls)
    return JSONCut.cut(Visit.clean(.object(members), secrets), to: JSONCut.shown)
  }

  private static func clean(_ value: JSON, _ secrets: RedactionPolicy) -> JSON {
    var redactor = Redactor(secrets)
    return redactor.redacted(value, at: "exchange")
  }
}

extension Exchange {
  fileprivate var summary: JSONObject {
    var members: JSONObject = [
      "method": .string(request.method.name), "url": .string(request.url),
      "status": status.map(JSON.integer) ?? .null, "start_ms": .milliseconds(start),
      "ms": duration.map(JSON.milliseconds) ?? .null,
    ]
    members["model"] = responseFields["X-Lumenfall-Model"].map(JSON.string)
    members["provider"] = responseFields["X-Lumenfall-Provider"].map(JSON.string)
    members["request_id"] = responseFields["x-request-id"].map(JSON.string)
    members["failure"] = failure.map(JSON.string)
    return members
  }

  fileprivate var whole: JSONObject {
    var members = summary
    members["request"] = message(request.fields, requestBody, omitted: omittedRequest)
    if response != nil {
      members["response"] = message(responseFields, responseBody, omitted: omittedResponse)
    }
    return members
  }

  private func message(_ fields: HTTPFields, _ body: [UInt8], omitted: Int?) -> JSON {
    let type = fields[.contentType]
    return [
      "headers": .array(
        fields.all.map { ["name": .string($0.name.raw), "value": .string($0.value)] }
      ),
      "body": omitted.map { ShownBody.note(type, $0) } ?? ShownBody.json(body, type: type),
    ]
  }
}

/// A body as the page shows it.
private enum ShownBody {
  /// JSON as it is, a form part by part, text as text; of anything else its type and length.
  static func json(_ bytes: [UInt8], type: String?) -> JSON {
    if bytes.isEmpty { return .null }
    if let json = try? JSON(parsing: bytes) { return JSONCut.cut(json, to: JSONCut.kept) }
    if let type, let parts = try? MultipartPart.all(in: bytes, contentType: type) {
      return .object(JSONObject(parts.map { .init(name: $0.name, value: value(of: $0)) }))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return note(type, bytes.count)
    }
    return JSONCut.cut(.string(text), to: JSONCut.kept)
  }

  private static func value(of part: MultipartPart) -> JSON {
    let text = part.isFile ? nil : String(validating: part.body, as: UTF8.self)
    return text.map { JSONCut.cut(.string($0), to: JSONCut.kept) }
      ?? note(part.contentType?.text, part.body.count)
  }

  static func note(_ type: String?, _ count: Int) -> JSON {
    .string("<\(type ?? "no type"), \(count) bytes>")
  }
}

/// Cuts the long texts in a value, for a page shows no megabytes.
enum JSONCut {
  /// Bytes of a text that a reader sees.
  static let shown = 1_200
  /// More is looked through for secrets, so that the cut never leaves half of one.
  static let kept = 3_000

  static func cut(_ value: JSON, to limit: Int) -> JSON {
    switch value {
    case .string(let text):
      let utf8 = text.utf8
      guard utf8.count > limit + 20 else { return value }
      let end = String.Index(utf8.index(utf8.startIndex, offsetBy: limit), within: text)
      let head = end.map { String(text[..<$0]) } ?? String(text.prefix(limit / 4))
      return .string("\(head)… (\(utf8.count) bytes in all)")
    case .array(let items): return .array(items.map { cut($0, to: limit) })
    case .object(let object):
      return .object(
        JSONObject(object.members.map { .init(name: $0.name, value: cut($0.value, to: limit)) })
      )
    default: return value
    }
  }
}

extension JSON {
  /// To a hundredth.
  fileprivate static func milliseconds(_ duration: Duration) -> JSON {
    .number(JSONNumber((duration / .milliseconds(1) * 100).rounded() / 100))
  }
}
