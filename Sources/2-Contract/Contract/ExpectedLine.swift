package import Bytes
package import CanonicalJSON

/// One hand-written expectation: what a client's request becomes at one offer.
package struct ExpectedLine: Sendable, Equatable {
  package enum Delivery: Sendable, Equatable {
    case pixels(PixelSize)
    /// Not to be known: the provider or the source picture decides.
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
  /// The members that each call's input must hold, where calls differ.
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
  /// The quotation that it stands on where its requirement's words don't name its parameter.
  package var quotation: String?
  /// The ruling that it stands on where its requirement's page does not say so much.
  package var ruling: String?
  package var note: String?
  package var place: Place
}

extension ExpectedLine {
  static let members: Set<String> = [
    "id", "requirement", "offer", "mode", "request", "input", "inputs", "absent", "calls",
    "treatment",
    "dropped", "grade", "delivers", "source", "quotation", "ruling",
    "note",
  ]

  /// Reads one line; `offer` and `mode` come from the file's name unless the line says them.
  init(_ line: JSONNode, offer: String, mode: String) throws(JSONFault) {
    try line.allowing(ExpectedLine.members)
    self.offer = try line.optional("offer")?.string() ?? offer
    self.mode = try line.optional("mode")?.string() ?? mode
    id = try line.required("id").string()
    requirement = try line.required("requirement").string()
    request = try line.required("request").object()
    input = try line.optional("input")?.object() ?? [:]
    inputs = []
    for node in try line.optional("inputs")?.elements() ?? [] { inputs.append(try node.object()) }
    absent = try line.optional("absent")?.strings() ?? []
    callCount = try line.optional("calls")?.int()
    treatment = try line.optional("treatment")?.string()
    dropped = try line.optional("dropped")?.strings() ?? []
    grade = try line.optional("grade")?.string()
    delivers = try ExpectedLine.delivery(line)
    source = try line.required("source").string()
    quotation = try line.optional("quotation")?.string()
    ruling = try line.optional("ruling")?.string()
    note = try line.optional("note")?.string()
    place = line.place
  }

  private static func delivery(_ line: JSONNode) throws(JSONFault) -> Delivery {
    guard line.value["delivers"] != nil else { return .unstated }
    guard let node = line.optional("delivers") else { return .unknown }
    return .pixels(
      PixelSize(try node.required("width").int(), try node.required("height").int())
    )
  }
}

extension ExpectedLine {
  /// The offer and mode that the name of a file of `golden/expected` says: `fal_flux.2-max.t2i.jsonl`.
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
