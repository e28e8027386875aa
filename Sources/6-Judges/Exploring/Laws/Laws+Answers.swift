import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What every answer owes, whatever was asked.
  static let ofAnswers: [Law] = [answer, picture, breakdown, stream, ids]

  private static let answer = each(
    "answer",
    .published,
    "An answer is JSON of this minute, and each picture comes in the one form that was asked for."
  ) { ask, sides, _ in
    guard sides.isServed, ask.fields["stream"] == nil else { return [] }
    guard let answer = sides.answer, sides.type?.hasPrefix("application/json") == true else {
      return [wrong(["headers", "content-type"], sides.type.map(JSON.string), "application/json")]
    }
    guard let created = answer["created"]?.intValue,
      sides.time.map({ abs($0 - created) <= 300 }) ?? true
    else { return [wrong(["created"], answer["created"], sides.time.map(JSON.integer))] }
    if let usage = answer["usage"]?.objectValue, !usage.addsUp {
      return [wrong(["usage"], .object(usage), "total_tokens, the sum of those in and out")]
    }
    let form = ask.text("response_format") ?? "url"
    guard ["url", "b64_json"].contains(form) else { return [] }
    for (index, picture) in sides.pictures.enumerated() where picture.forms != [form] {
      return [
        wrong(
          ["data", "\(index)"],
          .array(picture.forms.map(JSON.string)),
          .array([.string(form)])
        )
      ]
    }
    return answer["data"]?.arrayValue == nil ? [wrong(["data"], answer["data"], "a list")] : []
  }

  private static let picture = each(
    "picture",
    .published,
    "A picture can be had, is whole, and is what its type, its size and the ask say.",
    looks: true
  ) { ask, sides, _ in
    guard sides.isServed, ask.fields["stream"] == nil else { return [] }
    for (index, picture) in sides.pictures.enumerated() {
      guard let look = picture.look else { continue }
      if let flaw = look.flaw { return [wrong(["data", "\(index)"], .string(flaw), "a picture")] }
      let asked = ask.text("output_format").map { "image/\($0)" }
      if let asked, let format = look.format, format != asked {
        return [wrong(["data", "\(index)"], .string(format), .string(asked))]
      }
      let named = sides.answer?["output_format"]?.stringValue.map { "image/\($0)" }
      if let named, let format = look.format, format != named {
        return [wrong(["output_format"], .string(named), .string(format))]
      }
      let told = look.type.map { String($0.prefix { $0 != ";" }) }
      if let told, told.hasPrefix("image/"), let format = look.format, told != format {
        return [wrong(["data", "\(index)", "content-type"], .string(told), .string(format))]
      }
      if let size = sides.answer?["size"]?.stringValue.flatMap({ PixelSize($0) }),
        let pixels = look.pixels, size != pixels
      {
        return [wrong(["size"], .string("\(size)"), .string("\(pixels)"))]
      }
    }
    return []
  }

  private static let breakdown = each(
    "breakdown",
    .openai,
    "Whatever is asked is served or refused: nothing of a client's breaks a gateway."
  ) { ask, sides, _ in
    guard ask.fault == nil else { return [] }
    if let why = sides.silence {
      return [Mismatch(side: .response, pointer: JSONPointer(["status"]), why: why)]
    }
    guard let status = sides.status, status >= 500 else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["status"]),
        actual: .integer(status),
        expected: "2xx or 4xx",
        why: sides.message
      )
    ]
  }

  private static let stream = related(
    "stream",
    .policy,
    "An ask for a stream is answered by events, or refused."
  ) { ask, generator, dice in
    generator.plainer(ask, &dice).lacking(["n"]).saying(["stream": ask.isForm ? "true" : true])
  } asks: { ask, _ in
    ask.fields["stream"]?.boolValue == true || ask.text("stream") == "true" ? [ask] : nil
  } judge: { trial in
    let sides = trial.sides[0]
    guard sides.isServed, sides.type?.hasPrefix("text/event-stream") != true else { return nil }
    return Broken(
      [wrong(["headers", "content-type"], sides.type.map(JSON.string), "text/event-stream")]
    )
  }

  private static let ids = related(
    "ids",
    .policy,
    "Where an answer gives a request an id, every answer does, and each another.",
    prepare: plainly
  ) { ask, _ in
    var refused = ask
    refused.fields["n"] = ask.isForm ? "0" : 0
    return [ask, ask, refused]
  } judge: { trial in
    for name in Set(trial.sides.flatMap(\.requestIDs.keys)).sorted() {
      let ids = trial.sides.map { $0.requestIDs[name] }
      for (index, id) in ids.enumerated() where id == nil || ids[..<index].contains(id) {
        let found = wrong(["headers", name], id.map(JSON.string), "an id of its own")
        return Broken(asks: Array(Set([0, index])).sorted(), [found])
      }
    }
    return nil
  }

  static func wrong(_ pointer: [String], _ actual: JSON?, _ expected: JSON?) -> Mismatch {
    Mismatch(side: .response, pointer: JSONPointer(pointer), actual: actual, expected: expected)
  }
}

extension JSONObject {
  /// Whether an account of tokens has a total that is the sum of its parts.
  fileprivate var addsUp: Bool {
    let parts = ["input_tokens", "output_tokens"].map { self[$0]?.intValue }
    return parts.reduce(0) { sum, part in sum.flatMap { sum in part.map { sum + $0 } } }
      == self["total_tokens"]?.intValue
  }
}
