package import Bytes
package import CanonicalJSON
package import Findings

/// One hand-written expectation: what a client's request becomes at one offer.
package struct ExpectedLine: Sendable, Equatable {
  package enum Delivery: Sendable, Equatable {
    case pixels(PixelSize)
    /// Nobody knows what comes: the provider or the source picture decides.
    case unknown
    case unstated
  }

  package var id: String
  package var requirement: String
  /// The offer's key, as `fal/flux.2-max`.
  package var offer: String
  /// `t2i` or `edit`.
  package var mode: String
  package var request: JSONObject
  /// Members that every call's input must hold, with these values.
  package var input: JSONObject
  /// What each call's input must hold, where calls differ.
  package var inputs: [JSONObject]
  /// Members that no input may hold.
  package var absent: [String]
  package var callCount: Int?
  package var treatment: String?
  /// Parameters that must be named as dropped.
  package var dropped: [String]
  package var grade: String?
  package var delivers: Delivery
  package var source: String
  package var note: String?
  package var place: Place
}

extension ExpectedLine {
  static let members: Set<String> = [
    "id", "requirement", "offer", "mode", "request", "input", "inputs", "absent", "calls",
    "treatment",
    "dropped", "grade", "delivers", "source", "note",
  ]

  /// Reads one line; `offer` and `mode` come from the file's name unless the line says them.
  init(_ record: GoldenRecord, offer: String?, mode: String?) throws(GoldenError) {
    try record.refuseMembers(otherThan: ExpectedLine.members)
    guard let offer = try record.optionalString("offer") ?? offer else {
      throw .missing(member: "offer", record.place)
    }
    guard let mode = try record.optionalString("mode") ?? mode else {
      throw .missing(member: "mode", record.place)
    }
    self.offer = offer
    self.mode = mode
    id = try record.string("id")
    requirement = try record.string("requirement")
    request = try record.object("request")
    input = try record.object["input"] == nil ? [:] : record.object("input")
    inputs = try record.objects("inputs")
    absent = try record.strings("absent")
    callCount = try record.optionalInteger("calls")
    treatment = try record.optionalString("treatment")
    dropped = try record.strings("dropped")
    grade = try record.optionalString("grade")
    delivers = try ExpectedLine.delivery(record)
    source = try record.string("source")
    note = try record.optionalString("note")
    place = record.place
  }

  private static func delivery(_ record: GoldenRecord) throws(GoldenError) -> Delivery {
    guard let value = record.object["delivers"] else { return .unstated }
    if value.isNull { return .unknown }
    guard let width = value["width"]?.intValue, let height = value["height"]?.intValue else {
      throw record.wrong("delivers", "null or {\"width\":…,\"height\":…}")
    }
    return .pixels(PixelSize(width, height))
  }
}

extension ExpectedLine {
  /// What the name of a file of `golden/expected` says: `fal_flux.2-max.t2i.jsonl`.
  static func offerAndMode(file: String) throws(GoldenError) -> (offer: String, mode: String) {
    let name = file.split(separator: "/").last ?? ""
    let stem = name.hasSuffix(".jsonl") ? name.dropLast(6) : ""
    guard let dot = stem.lastIndex(of: "."), let mark = stem.firstIndex(of: "_") else {
      throw .unnamedOffer(file: file)
    }
    let offer = stem[..<mark] + "/" + stem[stem.index(after: mark)..<dot]
    return (String(offer), String(stem[stem.index(after: dot)...]))
  }
}
