import Bytes
package import CanonicalJSON
package import HTTPMessages

extension Exchange {
  /// The exchange for people and scripts: texts as they are, other bodies by count and digest.
  ///
  /// `keyFields` are those in which providers are given their keys.
  package func json(hiding keyFields: Set<HTTPFieldName> = []) -> JSON {
    var members: JSONObject = [
      "number": .integer(number), "direction": .string(isOutgoing ? "outgoing" : "incoming"),
      "case": token.map { .string($0.id) } ?? .null,
      "start_ms": .number(JSONNumber(Exchange.milliseconds(start))),
      "end_ms": end.map { .number(JSONNumber(Exchange.milliseconds($0))) } ?? .null,
      "request": [
        "method": .string(request.method.name), "url": .string(SecretScan.message(request.url)),
        "headers": Exchange.headers(request.fields, hiding: keyFields),
        "body": Exchange.body(requestBody),
      ],
    ]
    if let response {
      members["response"] = [
        "status": .integer(response.status.code),
        "headers": Exchange.headers(response.fields, hiding: keyFields),
        "body": Exchange.body(responseBody),
      ]
    }
    if let failure { members["failure"] = .string(failure) }
    return .object(members)
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    (duration / .milliseconds(1) * 1000).rounded() / 1000
  }

  /// Credentials are left out: a journal is shown, and may be kept.
  private static func headers(_ fields: HTTPFields, hiding names: Set<HTTPFieldName>) -> JSON {
    .array(
      fields.all.map { field in
        let isSecret =
          names.contains(field.name) || SecretNames.isAuthField(field.name)
          || SecretNames.isCookieField(field.name)
        return ["name": .string(field.name.raw), "value": .string(isSecret ? "…" : field.value)]
      }
    )
  }

  private static func body(_ bytes: [UInt8]) -> JSON {
    if bytes.isEmpty { return .null }
    if let json = try? JSON(parsing: bytes) { return json }
    if bytes.count <= 64 << 10, let text = String(validating: bytes, as: UTF8.self) {
      return .string(text)
    }
    return ["bytes": .integer(bytes.count), "sha256": .string(SHA256.hex(of: bytes))]
  }
}
