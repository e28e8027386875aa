import Bytes
import CanonicalJSON
import HTTPMessages

/// The ids and URLs by which a later request shows that it follows from an earlier answer.
enum IssuedNames {
  /// Finds the names that an answer gives out: ids in fields that say so, and the targets of URLs in it.
  static func issued(by response: HTTPResponse, body: [UInt8]) -> [String] {
    var names = response.fields.values(of: .location).flatMap { targets(of: $0) }
    let isJSON =
      response.fields[.contentType].map { json.firstIndex(in: Array($0.utf8)) != nil } ?? true
    guard isJSON, body.count <= largestAnswer, let answer = try? JSON(parsing: body) else {
      return names
    }
    collect(answer, named: "", into: &names)
    return names
  }

  /// Lists the names that a request refers to, most telling first: its target, the target's parts, its ids.
  static func named(by request: HTTPRequest, body: [UInt8]) -> [String] {
    var names = [request.target.text]
    names += request.target.segments.filter(isTelling)
    names += request.target.queryItems.map(\.value).filter(isTelling)
    guard body.count <= largestPoll, !body.isEmpty, let json = try? JSON(parsing: body) else {
      return names
    }
    names += idFields.compactMap { json[$0]?.stringValue }.filter(isTelling)
    return names
  }

  /// Answers beyond this hold pictures, which issue nothing.
  private static let largestAnswer = 256 << 10
  private static let largestPoll = 4 << 10
  private static let json = ByteSearch(Array("json".utf8))
  private static let idFields = ["id", "request_id", "gateway_request_id"]

  private static func collect(_ value: JSON, named name: String, into names: inout [String]) {
    switch value {
    case .object(let object):
      for member in object.members { collect(member.value, named: member.name, into: &names) }
    case .array(let items):
      for item in items { collect(item, named: name, into: &names) }
    case .string(let text):
      if idFields.contains(name), isTelling(text) { names.append(text) }
      names += targets(of: text)
    default: break
    }
  }

  private static func targets(of text: String) -> [String] {
    guard text.hasPrefix("http"), let url = HTTPURL(text), url.target.text != "/" else { return [] }
    return [url.target.text]
  }

  /// Whether it is long enough for an id; short words are parts of paths, which can be guessed.
  private static func isTelling(_ text: String) -> Bool { text.utf8.count >= 16 }
}
