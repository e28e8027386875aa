import CanonicalJSON
import Catalog
import HTTPMessages

/// A difference that is none: how answers are altered by their number, before and after alike.
struct HarmlessChange: Sendable {
  let name: String
  let place: RehearsalPlace
  let edit: @Sendable (inout AlteredProvider.Reply, Int, Provider) -> Void

  init(
    _ name: String,
    _ place: RehearsalPlace,
    edit: @escaping @Sendable (inout AlteredProvider.Reply, Int, Provider) -> Void
  ) {
    self.name = name
    self.place = place
    self.edit = edit
  }

  static let all = [
    HarmlessChange("members in another order", .everywhere) { reply, number, _ in
      guard number.isMultiple(of: 2), let json = reply.json else { return }
      reply.json = json.reordered
    },
    HarmlessChange("white space", .everywhere) { reply, number, _ in
      guard number.isMultiple(of: 2), let json = reply.json else { return }
      let pretty = json.bytes(.pretty)
      reply.bytes = pretty == reply.bytes ? json.bytes() : pretty
    },
    HarmlessChange("other ids", .result) { reply, number, provider in
      guard let json = reply.json, let id = AnswerReader(provider).id(in: json) else { return }
      let other = id.dropLast(4) + "\(1000 + number * 7 % 9000)"
      reply.json = json.mappingStrings { $0.replacing(id, with: other) }
    },
    HarmlessChange("other times", .result) { reply, number, _ in
      reply.json = reply.json?.mappingStrings { text in
        StringKind(of: text) == .date ? "2026-11-\(10 + number % 20)T03:00:0\(number % 10)Z" : text
      }
    },
    HarmlessChange("hosts that rotate", .result) { reply, number, provider in
      guard let json = reply.json else { return }
      let hosts = Set(
        AnswerReader(provider).addresses(in: json).compactMap { HTTPURL($0)?.authority }
      )
      reply.json = json.mappingStrings { text in
        hosts.reduce(text) { $0.replacing("//\($1)/", with: "//v\(number % 4).\($1)/") }
      }
    },
    HarmlessChange("a member that one answer lacks", .result) { reply, number, _ in
      guard let json = reply.json, json.objectValue != nil else { return }
      reply.json = json.setting(
        JSONPointer(["rehearsed"]),
        number.isMultiple(of: 2) ? "a note" : nil
      )
    },
    HarmlessChange("null in one answer", .result) { reply, number, _ in
      guard let json = reply.json, json.objectValue != nil else { return }
      reply.json = json.setting(
        JSONPointer(["rehearsed"]),
        number.isMultiple(of: 2) ? .null : "a note"
      )
    },
    HarmlessChange("refusals in another language", .refusal) { reply, number, _ in
      guard number > 3 else { return }
      reply.json = reply.json?.mappingStrings(HarmlessChange.translated)
    },
    HarmlessChange("fields of the network between", .everywhere) { reply, number, _ in
      reply.fields["Date"] = "Sat, 2\(number % 10) Nov 2026 00:00:00 GMT"
      reply.fields["CF-Ray"] = number.isMultiple(of: 2) ? "8d0c\(number)" : nil
      reply.fields["X-RateLimit-Remaining"] = "\(600 - number)"
    },
    HarmlessChange("one of three answers fails, and is asked for again", .everywhere) {
      reply,
      number,
      _ in
      guard number.isMultiple(of: 3) else { return }
      reply.status = 503
      reply.bytes = Array("upstream connect error".utf8)
    },
  ]

  /// Words turned round, but for names, numbers and what stands in quotes.
  private static func translated(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1 else { return text }
    return words.enumerated().map { place, word in
      place > 0 && word.allSatisfy(\.isLetter) ? String(word.reversed()) : String(word)
    }.joined(separator: " ")
  }
}
