import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What every answer owes, whatever was asked.
  static let ofAnswers: [Law] = [answer, picture, breakdown, secrets]

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

  private static let secrets = each(
    "secrets",
    .safety,
    "No key of anybody's goes where it is not meant to."
  ) { _, sides, _ in
    sides.leaks.prefix(1).map { Mismatch(side: .response, why: $0) }
  }

  static func wrong(_ pointer: [String], _ actual: JSON?, _ expected: JSON?) -> Mismatch {
    Mismatch(side: .response, pointer: JSONPointer(pointer), actual: actual, expected: expected)
  }
}
