import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What holds of asks that can't be served.
  static let ofRefusals: [Law] = [refusal, oneWrong, oneMalformed, mediaType, error, errorWords]

  private static let refusal = each(
    "refusal",
    .safety,
    "A refused ask reaches nobody and buys nothing."
  ) { ask, sides, _ in
    guard sides.isRefused, ask.fault == nil else { return [] }
    // What only a provider has something against, a gateway need not know.
    if let call = sides.calls.first(where: { !$0.isRefused }) {
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["calls"]),
          actual: .object(call.input),
          why: "it was refused with \(sides.status ?? 0), and a provider was called all the same"
        )
      ]
    }
    return sides.ledger.paid > 0 ? [bought(sides.ledger.paid, atMost: 0, sides.ledger)] : []
  }

  private static let oneWrong = spoilt(
    "one-wrong",
    .openai,
    "A legal ask with one member that OpenAI's API does not allow is refused for that member.",
    by: WrongMember.ofOpenAI
  )

  private static let oneMalformed = spoilt(
    "one-malformed",
    .policy,
    "A legal ask with one member that is out of its list or its form is refused for that member.",
    by: WrongMember.ofOthers
  )

  private static let mediaType = related(
    "media-type",
    .policy,
    "A body that is said to be plain text is not read as JSON.",
    prepare: plainly
  ) { ask, _ in
    ask.isForm ? nil : [ask, ask.typed("text/plain")]
  } judge: { trial in
    guard trial.areAllServed else { return nil }
    return Broken(asks: [1], [wrong(["status"], 200, 415)])
  }

  private static let error = each(
    "error",
    .openai,
    "A refusal is JSON, an error with a message and a type."
  ) { _, sides, _ in
    guard sides.isRefused else { return [] }
    guard sides.type?.hasPrefix("application/json") == true, let error = sides.error else {
      return [wrong(["error"], sides.answer.map(JSON.object), "an object")]
    }
    return ["message", "type"].compactMap { name in
      error[name]?.stringValue?.isEmpty == false
        ? nil : wrong(["error", name], error[name], "a text")
    }
  }

  private static let errorWords = each(
    "error-words",
    .policy,
    "An error's type is one of OpenAI's, and param and code are there, if only as null."
  ) { _, sides, _ in
    guard let status = sides.status, status >= 400, let error = sides.error else { return [] }
    let missing = ["param", "code"].filter { !error.names.contains($0) }
    guard missing.isEmpty else { return [wrong(["error", missing[0]], nil, "a text or null")] }
    guard let type = error["type"]?.stringValue, !types.contains(type) else { return [] }
    return [wrong(["error", "type"], .string(type), .array(types.sorted().map(JSON.string)))]
  }

  private static let types: Set<String> = [
    "invalid_request_error", "authentication_error", "permission_error", "insufficient_quota",
    "rate_limit_error", "rate_limit_exceeded", "not_found_error", "image_generation_user_error",
    "content_policy_violation", "api_error", "server_error",
  ]

  private static func spoilt(
    _ id: String,
    _ level: Level,
    _ sentence: String,
    by wrongs: [WrongMember]
  ) -> Law {
    related(id, level, sentence) { ask, generator, dice in
      let fitting = wrongs.filter { $0.fits(generator.subject) }
      guard let wrong = dice.one(of: fitting),
        let value = dice.one(of: wrong.values(generator.subject))
      else { return ask }
      let ask = Subject.sizeNames.contains(wrong.name) ? ask.withoutSize : ask
      return ask.saying([wrong.name: generator.spelled(value, in: ask)])
    } asks: { ask, subject in
      guard let name = wrongs.spoiling(ask, subject) else { return nil }
      let legal = name == "prompt" ? ask.saying(["prompt": .string(Subject.prompt)]) : ask
      return [ask, name == "prompt" ? legal : ask.lacking([name])]
    } judge: { trial in
      guard trial.sides[1].isServed, let name = wrongs.spoiling(trial.asks[0], trial.subject)
      else { return nil }
      let sides = trial.sides[0]
      guard sides.isRefused else {
        // A breakdown is another law's.
        guard sides.isServed else { return nil }
        return Broken(
          asks: [0],
          [wrong(["status"], sides.status.map(JSON.integer), "4xx: \(name) is wrong")]
        )
      }
      // Who blames a field blames this one; who blames none says it in words.
      let blamed = sides.error?["param"]?.stringValue
      let isNamed =
        blamed.map { $0.contains(name) }
        ?? (sides.answer.map { JSON.object($0).text() } ?? "").contains(name)
      return isNamed
        ? nil : Broken([wrong(["error", "param"], sides.error?["param"], .string(name))])
    }
  }
}

/// A member with values that no ask may have.
struct WrongMember: Sendable {
  var name: String
  var values: @Sendable (Subject) -> [JSON]
  /// Whether a value is one of those.
  var isWrong: @Sendable (JSON, Ask, Subject) -> Bool

  func fits(_ subject: Subject) -> Bool { !values(subject).isEmpty }

  static let ofOpenAI: [WrongMember] = [
    WrongMember(name: "n") { _ in
      [11, 0, -1, 11, 2_147_483_648, 1.5, "two"]
    } isWrong: {
      value,
      ask,
      _ in
      guard let text = value.stringValue else {
        return value.numberValue != nil && !(value.intValue.map { 1...10 ~= $0 } ?? false)
      }
      return ask.isForm ? !(Int(text).map { 1...10 ~= $0 } ?? false) : !text.isEmpty
    },
    WrongMember(name: "response_format") { _ in
      ["jpeg", "b64", "base64", "URL"]
    } isWrong: { value, _, _ in
      value.stringValue.map { !["url", "b64_json", ""].contains($0) } ?? false
    },
    WrongMember(name: "prompt") {
      $0.mode == .edit ? [] : [7, ["a"], ["text": "a"], true]
    } isWrong: { value, ask, _ in
      !ask.isForm && value.stringValue == nil && !value.isNull
    },
  ]

  static let ofOthers: [WrongMember] =
    sizes + [
      WrongMember(name: "output_format") { _ in
        ["bmp", "tiff"]
      } isWrong: { value, _, _ in
        ["bmp", "tiff"].contains(value.stringValue)
      },
      WrongMember(name: "output_compression") { _ in
        [101, -1]
      } isWrong: { value, ask, _ in
        let number = value.intValue ?? (ask.isForm ? value.stringValue.flatMap { Int($0) } : nil)
        return number.map { !(0...100 ~= $0) } ?? false
      },
    ]

  private static let malformed = ["banana", "12", "x", "0x10", "16:0", "1e3x1e3", "1024\u{D7}1024"]

  private static let sizes = ["size", "aspect_ratio"].map { name in
    WrongMember(name: name) { _ in
      malformed.map(JSON.string)
    } isWrong: { value, ask, _ in
      (value.stringValue.map(malformed.contains) ?? false)
        && (name == "size" || ask.fields["size"] == nil)
    }
  }
}

extension [WrongMember] {
  /// The one member of an ask that is wrong; nil where none or another is, too.
  fileprivate func spoiling(_ ask: Ask, _ subject: Subject) -> String? {
    let all = WrongMember.ofOpenAI + WrongMember.ofOthers
    let wrong = all.filter { member in
      ask.fields[member.name].map { member.isWrong($0, ask, subject) } ?? false
    }
    guard wrong.count == 1, contains(where: { $0.name == wrong[0].name }) else { return nil }
    return wrong[0].name
  }
}
