import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Contract

extension Law {
  /// What says nothing, however it is written.
  static let ofSpellings: [Law] = [bodySpelling, formOrBody, null, usualValues, again]

  private static let bodySpelling = same(
    "body-spelling",
    .openai,
    "The order of members, white space, escapes, the spelling of numbers and the case of fields say nothing."
  ) { ask, generator, dice in
    let accented = ask.saying(["prompt": .string("caf\u{E9}" + Subject.small)])
    return (dice.comes(30) ? accented : ask)
      .saying(dice.comes(60) ? ["n": generator.count(ask, &dice)] : [:])
  } variants: { ask, subject in
    guard subject.mode == .textToImage, !ask.isForm, ask.spelling.isEmpty else { return [] }
    let bodies = JSONSpelling.named.map { way in
      var other = ask
      other.spelling = way.spelling
      return other
    }
    var scheme = ask
    scheme.scheme = "bearer"
    return bodies + [scheme, ask.typed("Application/JSON; charset=utf-8")]
  }

  private static let formOrBody = same(
    "form-or-body",
    .openai,
    "An edit comes to the same as a form and as JSON."
  ) { ask, generator, dice in
    var ask = generator.subject.typed(ask)
    ask.encoding = .json
    if dice.comes(40) { ask = ask.saying(["n": generator.count(ask, &dice)]) }
    return ask
  } variants: { ask, subject in
    guard subject.mode == .edit, subject.takesJSON, !ask.isForm, ask.spelling.isEmpty,
      ask.fields.members.allSatisfy({ subject.canBeText($0) })
    else { return [] }
    var form = ask
    form.encoding = .form(pictures: ask.pictures.count > 1 ? "image[]" : "image")
    return [form]
  }

  private static let null = same("null", .openai, "A member that is null is as absent.") {
    ask,
    generator,
    dice in
    let own = generator.subject.model?.parameters.map(\.name) ?? []
    let names = Array(Subject.readNames) + own
    var ask = ask
    if ask.isForm, generator.subject.takesJSON { ask.encoding = .json }
    return ask.saying([dice.one(of: names.sorted()) ?? "n": .null])
  } variants: { ask, subject in
    let names = ask.fields.members.filter { $0.value.isNull && subject.reads($0.name) }.map(\.name)
    guard !ask.isForm, !names.isEmpty, !names.contains("prompt"), !names.contains("model") else {
      return []
    }
    return [ask.lacking(names)]
  }

  private static let usualValues = related(
    "usual-values",
    .published,
    "One picture and a URL are what comes where nothing is said."
  ) { ask, _, dice in
    ask.lacking(dice.comes(50) ? ["n"] : ["response_format"])
  } asks: { ask, _ in
    var asks = [ask]
    if ask.fields["n"] == nil { asks.append(ask.saying(["n": ask.isForm ? "1" : 1])) }
    if ask.fields["response_format"] == nil { asks.append(ask.saying(["response_format": "url"])) }
    return asks.count > 1 ? asks : nil
  } judge: { trial in
    // A gateway may pass on what would come anyway.
    let usual: [JSON] = [1, "1", "url"]
    let told = trial.sides.flatMap(\.calls).flatMap(\.input.members).filter { member in
      usual.contains { member.value.isSameValue(as: $0) }
    }
    return Broken.unlike(trial, without: Set(told.map(\.name)))
  }

  private static let again = same(
    "again",
    .policy,
    "The same ask with a seed comes to the same call, each time."
  ) { ask, generator, dice in
    ask.saying(["seed": generator.seed(ask, &dice)])
  } variants: { ask, _ in
    ask.fields["seed"] == nil ? [] : [ask]
  }
}

extension Subject {
  /// The ask with what a form says as text as the numbers and truths that JSON has.
  fileprivate func typed(_ ask: Ask) -> Ask {
    guard ask.isForm else { return ask }
    var ask = ask
    for member in ask.fields.members where reads(member.name) && !isText(member.name) {
      guard let text = member.value.stringValue else { continue }
      if let number = Int(text) { ask.fields[member.name] = .integer(number) }
      if let truth = Bool(text) { ask.fields[member.name] = .bool(truth) }
    }
    return ask
  }

  /// Whether a member is a text even where it reads like a number.
  private func isText(_ name: String) -> Bool {
    name == "prompt" || model?.parameter(name)?.kind == .string
  }

  /// Whether a form can say a member: what nobody knows is text there, and known text that reads like a number is one.
  fileprivate func canBeText(_ member: JSONObject.Member) -> Bool {
    switch member.value {
    case .string(let text):
      isText(member.name) || !reads(member.name) || (Double(text) == nil && Bool(text) == nil)
    case .number(let number):
      reads(member.name) && !isText(member.name) && number.intValue != nil
    case .bool: reads(member.name)
    case .null, .array, .object: false
    }
  }
}
