import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What becomes of values, prompts and pictures on their way to the provider.
  static let ofValues: [Law] = [unknown, arrives, prompt, pictures, unasked, offer]

  private static let unknown = related(
    "unknown",
    .published,
    "A value that nobody knows arrives whole, however deep it is, and changes nothing else."
  ) { ask, generator, dice in
    ask.saying(generator.unknown(ask, &dice))
  } asks: { ask, subject in
    let names = subject.unknownNames(of: ask)
    // Edits may go to their provider as forms, which know only text.
    let isPlain = subject.mode == .textToImage || names.allSatisfy { ask.text($0) != nil }
    return names.isEmpty || !isPlain ? nil : [ask, ask.lacking(names)]
  } judge: { trial in
    guard trial.sides[1].isServed else { return nil }
    guard trial.sides[0].isServed else {
      return Broken(
        ifAny: trial.sides[0].differs(from: trial.sides[1], without: []),
        asks: [0, 1]
      )
    }
    let names = trial.subject.unknownNames(of: trial.asks[0])
    for name in names {
      let wanted = trial.asks[0].fields[name] ?? .null
      for call in trial.sides[0].calls {
        let found = (call.input[name] ?? .null).differences(from: wanted, limit: 3)
        guard found.isEmpty else {
          return Broken(
            found.map { difference in
              Mismatch(
                side: .upstream,
                pointer: JSONPointer(["input", name] + difference.pointer.tokens),
                actual: call.input[name] == nil ? nil : difference.actual,
                expected: difference.expected
              )
            }
          )
        }
      }
    }
    return Broken.unlike(trial, without: Set(names))
  }
  .suspecting { ask, sides, subject in
    guard sides.isServed else { return nil }
    let isChanged = subject.unknownNames(of: ask).contains { name in
      let value = ask.fields[name] ?? .null
      return sides.calls.contains { !($0.input[name] ?? .null).isSameValue(as: value) }
    }
    return isChanged ? ask : nil
  }

  private static let arrives = related(
    "arrives",
    .policy,
    "A parameter's value reaches the provider, or the answer names it as dropped."
  ) { ask, generator, dice in
    guard dice.comes(70), let (name, values) = dice.one(of: generator.vocabulary.parameters) else {
      return ask.saying(["seed": generator.seed(ask, &dice)])
    }
    return ask.saying([name: generator.spelled(dice.one(of: values) ?? 1, in: ask)])
  } asks: { ask, subject in
    // The events of a stream name nothing that was dropped.
    guard ask.fields["stream"] == nil else { return nil }
    return subject.carried(by: ask).map { [ask, ask.lacking([$0])] }
  } judge: { trial in
    guard trial.areAllServed, let name = trial.subject.carried(by: trial.asks[0]),
      let value = trial.asks[0].fields[name], let call = trial.sides[0].calls.first,
      let plain = trial.sides[1].calls.first, call.place == plain.place,
      trial.sides[0].answer.map({ !JSON.object($0).names(dropped: name) }) ?? true
    else { return nil }
    let text = value.stringValue ?? value.text()
    // Whoever takes a number is given one.
    let isKept =
      value.numberValue != nil && !trial.asks[0].isForm
      && trial.subject.operation?.field(name)?.kind.isNumber == true
    let isThere = trial.sides[0].calls.contains { call in
      call.input.members.contains { member in
        let isSame =
          member.value.isSameValue(as: value)
          || !isKept && (member.value.stringValue ?? member.value.text()) == text
        return isSame && (member.name == name || plain.input[member.name] != member.value)
      }
    }
    guard !isThere else { return nil }
    return Broken(
      asks: [0, 1],
      [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input", name]),
          actual: call.input[name],
          expected: value,
          why: "it stands under no name, and nothing says that it was dropped"
        )
      ]
    )
  }
  .suspecting { ask, sides, subject in
    guard sides.isServed, ask.fields["stream"] == nil, let call = sides.calls.first else {
      return nil
    }
    let names = subject.allCarried(by: ask)
    let lost = names.first { name in
      let sent = call.input[subject.operation?.renames[name] ?? name] ?? .null
      let isDropped = sides.answer.map { JSON.object($0).names(dropped: name) } ?? false
      return !isDropped && !sent.isSameValue(as: ask.fields[name] ?? .null)
    }
    return lost.map { lost in ask.lacking(names.filter { $0 != lost }) }
  }

  private static let prompt = each(
    "prompt",
    .published,
    "A prompt reaches the provider as it was written, every blank included."
  ) { ask, sides, _ in
    guard sides.isServed, let prompt = ask.text("prompt") else { return [] }
    return sides.calls.prefix(1).flatMap { call -> [Mismatch] in
      let sent = call.input["prompt"]
      guard !(sent ?? .null).isSameValue(as: .string(prompt)) else { return [] }
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input", "prompt"]),
          actual: sent,
          expected: .string(prompt)
        )
      ]
    }
  }

  private static let pictures = each(
    "pictures",
    .openai,
    "Each picture of an edit reaches the provider, once, in its order, bit for bit."
  ) { ask, sides, subject in
    guard sides.isServed, !ask.pictures.isEmpty, subject.mode == .edit else { return [] }
    let wanted = ask.pictures.indices.map { "<image \($0 + 1)>" }
    for call in sides.calls {
      let seen = call.input.members.flatMap { $0.value.arrayValue ?? [$0.value] }
        .compactMap(\.stringValue).filter { $0.hasPrefix("<image ") || $0.hasPrefix("<no picture") }
      guard seen == wanted, call.isFaithful else {
        return [
          Mismatch(
            side: .upstream,
            pointer: JSONPointer(["input"]),
            actual: .array(seen.map(JSON.string)),
            expected: .array(wanted.map(JSON.string)),
            why: seen == wanted ? "other bytes, or another type, than were handed in" : nil
          )
        ]
      }
    }
    return []
  }

  private static let offer = each(
    "offer",
    .published,
    "An ask that names a provider goes to that provider's own endpoint for the model."
  ) { ask, sides, subject in
    guard sides.isServed, subject.mode == ask.mode, let endpoint = subject.operation?.endpoint
    else { return [] }
    return sides.calls.prefix(1).filter { !$0.place.hasSuffix(" \(endpoint)") }.map { call in
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["endpoint"]),
        actual: .string(call.place),
        expected: .string(endpoint)
      )
    }
  }

  private static let unasked = each(
    "unasked",
    .policy,
    "No field reaches the provider that neither the client nor what it asked for put there."
  ) { _, sides, subject in
    guard sides.isServed else { return [] }
    return sides.calls.flatMap { call in
      call.unasked.filter { !subject.varying.contains($0) }.map { name in
        Mismatch(side: .upstream, pointer: JSONPointer(["input", name]), actual: call.input[name])
      }
    }
  }
}

extension Subject {
  /// The members of an ask that nobody knows and that are there.
  fileprivate func unknownNames(of ask: Ask) -> [String] {
    ask.fields.members.filter { !knows($0.name) && !$0.value.isNull }.map(\.name)
  }

  /// The first member of an ask that goes to providers as it is, where it has one.
  fileprivate func carried(by ask: Ask) -> String? { allCarried(by: ask).first }

  fileprivate func allCarried(by ask: Ask) -> [String] {
    ask.fields.members.filter { member in
      guard !member.value.isNull, member.value.stringValue != "" else { return false }
      if member.name == "seed" || Vocabulary.passing.contains(member.name) { return true }
      return !Vocabulary.reserved.contains(member.name) && member.name != "user"
        && model?.parameter(member.name) != nil
    }.map(\.name)
  }
}

extension JSON {
  /// Whether a list called `dropped` stands anywhere in it that holds a name.
  fileprivate func names(dropped name: String) -> Bool {
    switch self {
    case .object(let object):
      object.members.contains { member in
        member.name == "dropped" && member.value.text().contains(name)
          || member.value.names(dropped: name)
      }
    case .array(let items): items.contains { $0.names(dropped: name) }
    default: false
    }
  }
}

extension ProviderField.Kind {
  fileprivate var isNumber: Bool { self == .integer || self == .number }
}
