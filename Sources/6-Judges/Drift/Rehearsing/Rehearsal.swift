import CanonicalJSON
package import HTTPMessages

/// A change that is planted to see whether a run finds it.
package enum Rehearsal: String, Sendable, CaseIterable {
  /// A list of pictures is one address.
  case output
  /// A value of an enum is gone from the schema documents.
  case value
  /// Pictures are wider than yesterday.
  case pixels
  /// The endpoints are gone.
  case endpoint

  /// The rule that must tell of it.
  package var rule: Rule {
    switch self {
    case .output: .responseArrayToString
    case .value: .requestEnumValueRemoved
    case .pixels: .picturePixelsChanged
    case .endpoint: .endpointGone
    }
  }

  /// The provider with the change in it.
  package func planted(in provider: any HTTPHandler) -> AlteredProvider {
    AlteredProvider(provider) { request, reply in
      switch self {
      case .output: Rehearsal.unwrapOutput(&reply)
      case .value: Rehearsal.removeValue(&reply)
      case .pixels: Rehearsal.widen(request, &reply)
      case .endpoint:
        guard request.target.path.contains("openapi") || request.method == .post else { return }
        reply.status = 404
        reply.json = ["detail": "Not Found"]
      }
    }
  }

  private static func unwrapOutput(_ reply: inout AlteredProvider.Reply) {
    guard var object = reply.json?.objectValue else { return }
    for name in ["images", "output"] {
      guard let first = object[name]?[0] else { continue }
      object[name] = first["url"] ?? first
      reply.json = .object(object)
    }
  }

  /// Every enum of every schema loses its first value.
  private static func removeValue(_ reply: inout AlteredProvider.Reply) {
    guard let json = reply.json, json["paths"] != nil || json["latest_version"] != nil else {
      return
    }
    reply.json = withoutFirstValues(json)
  }

  private static func withoutFirstValues(_ json: JSON) -> JSON {
    switch json {
    case .array(let values): return .array(values.map(withoutFirstValues))
    case .object(var object):
      for index in object.members.indices {
        let member = object.members[index]
        let values = member.name == "enum" ? member.value.arrayValue : nil
        object.members[index].value =
          values.map { .array(Array($0.dropFirst())) } ?? withoutFirstValues(member.value)
      }
      return .object(object)
    default: return json
    }
  }

  /// A drawing 32 pixels wider in place of each picture.
  private static func widen(_ request: HTTPRequest, _ reply: inout AlteredProvider.Reply) {
    guard request.target.path.contains("/media/") else { return }
    reply.bytes = RehearsalPicture.wider(than: reply.bytes)
  }
}

extension Rehearsal {
  package init(named word: String) throws(DriftFault) {
    guard let rehearsal = Rehearsal(rawValue: word) else {
      throw .unknownRehearsal(word, known: Rehearsal.allCases.map(\.rawValue))
    }
    self = rehearsal
  }
}
