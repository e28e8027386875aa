package import CanonicalJSON
import HTTPMessages

/// The traits that the answers of one kind share: status, header fields, body, pictures.
package struct AnswerShape: Sendable, Equatable {
  package private(set) var count = 0
  private(set) var statuses: [String: Int] = [:]
  private(set) var fields: [String: Int] = [:]
  private(set) var mediaTypes: [String: Int] = [:]
  /// Billed units by what was asked, as answers state them.
  private(set) var billed: [String: String] = [:]
  package private(set) var body: Shape?
  /// By what of the request decides over them.
  private(set) var pictures: [String: PictureFacts] = [:]

  /// More kinds of requests than these tell nothing new.
  private static let mostPictures = 64

  package init() {}

  package mutating func add(_ answer: Answer) {
    count += 1
    statuses[String(answer.status), default: 0] += 1
    for name in VolatileFields.steady(answer.fields) { fields[name, default: 0] += 1 }
    if let type = answer.fields[.contentType].map(AnswerShape.essence) {
      mediaTypes[type, default: 0] += 1
    }
    if let json = answer.body {
      var shape = body ?? Shape()
      shape.add(json, AnswerShape.discretion(answer))
      body = shape
    }
    guard let asked = answer.asked else { return }
    if let units = answer.billed { billed[asked] = units }
    if let picture = answer.picture { add(picture, asked) }
  }

  private mutating func add(_ picture: PictureFacts, _ asked: String) {
    if let known = pictures[asked] {
      var known = known
      known.merge(picture)
      pictures[asked] = known
    } else if pictures.count < AnswerShape.mostPictures {
      pictures[asked] = picture
    }
  }

  /// The reserve towards an answer: a refusal's faults are read apart, and its words are not listed.
  private static func discretion(_ answer: Answer) -> Shape.Discretion {
    answer.kind == .refused
      ? Shape.Discretion(opaque: ["ctx", "input"], keepsWords: false)
      : Shape.Discretion(hidden: answer.hidden, opaque: ["input"])
  }

  /// A media type without its parameters.
  private static func essence(_ type: String) -> String {
    String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
  }

  package mutating func merge(_ other: AnswerShape) {
    count += other.count
    statuses.merge(other.statuses, uniquingKeysWith: +)
    fields.merge(other.fields, uniquingKeysWith: +)
    mediaTypes.merge(other.mediaTypes, uniquingKeysWith: +)
    billed.merge(other.billed) { _, new in new }
    if let more = other.body {
      var shape = body ?? Shape()
      shape.merge(more)
      body = shape
    }
    for (asked, picture) in other.pictures { add(picture, asked) }
  }
}

extension AnswerShape {
  package var json: JSON {
    var object: JSONObject = [
      "count": .integer(count), "statuses": AnswerShape.counts(statuses),
      "fields": AnswerShape.counts(fields), "media_types": AnswerShape.counts(mediaTypes),
    ]
    if let body { object["body"] = body.json }
    if !billed.isEmpty { object["billed"] = JSON.sorted(billed.mapValues(JSON.string)) }
    if !pictures.isEmpty { object["pictures"] = JSON.sorted(pictures.mapValues(\.json)) }
    return .object(object)
  }

  package init?(_ json: JSON) {
    guard let count = json["count"]?.intValue else { return nil }
    self.count = count
    statuses = AnswerShape.counts(json["statuses"])
    fields = AnswerShape.counts(json["fields"])
    mediaTypes = AnswerShape.counts(json["media_types"])
    if let body = json["body"] {
      guard let shape = Shape(body) else { return nil }
      self.body = shape
    }
    for member in json["billed"]?.objectValue?.members ?? [] {
      billed[member.name] = member.value.stringValue
    }
    for member in json["pictures"]?.objectValue?.members ?? [] {
      pictures[member.name] = PictureFacts(member.value)
    }
  }

  private static func counts(_ counts: [String: Int]) -> JSON {
    .sorted(counts.mapValues(JSON.integer))
  }

  private static func counts(_ json: JSON?) -> [String: Int] {
    (json?.objectValue?.lookup ?? [:]).compactMapValues(\.intValue)
  }
}
