package import CanonicalJSON
package import Conformance
import Contract

/// A rule and the ask that broke it once: what a project keeps, so that it is asked for ever.
package struct KeptAsk: Sendable {
  /// The judge of an ask: a law, or a requirement of the contract.
  package enum Rule: Sendable, Equatable {
    case law(String)
    case requirement(String)
  }

  package var rule: Rule
  package var ask: Ask
  /// The day on which it was found.
  package var found: String?

  package init(_ rule: Rule, ask: Ask, found: String?) {
    self.rule = rule
    self.ask = ask
    self.found = found
  }

  package init(law: String, ask: Ask, found: String?) {
    self.init(.law(law), ask: ask, found: found)
  }

  /// The law, where it is one that judges it.
  package var law: String? {
    if case .law(let id) = rule { return id }
    return nil
  }
}

extension KeptAsk {
  /// Reads `{"law": "spellings", "ask": {…}, "found": "2026-11-30"}`, or `"requirement": "size.table"` instead.
  package init(
    _ node: JSONNode,
    laws: [String] = Law.all.map(\.id),
    requirements: [String] = []
  ) throws(JSONFault) {
    try node.allowing(["law", "requirement", "ask", "found"])
    if let requirement = node.optional("requirement") {
      rule = .requirement(try requirement.name(among: requirements, what: "requirement"))
    } else {
      rule = .law(try node.required("law").name(among: laws, what: "law"))
    }
    ask = try Ask(node.required("ask"))
    found = try node.optional("found")?.string()
  }

  package var json: JSON {
    var json: JSONObject = ["ask": ask.json]
    switch rule {
    case .law(let id): json["law"] = .string(id)
    case .requirement(let id): json["requirement"] = .string(id)
    }
    if let found { json["found"] = .string(found) }
    return .object(json)
  }

  /// The name of its file, and of its case: the rule, the model, and what tells it from others.
  package var name: String {
    let members = ask.fields.members.filter { $0.name != "model" && $0.name != "prompt" }
    let words = members.map { "\($0.name)-\($0.value.stringValue ?? $0.value.text())" }
    let rest = (words.isEmpty ? ["plain"] : words).joined(separator: "-")
    let model = ask.fields["model"]?.stringValue ?? "any"
    let rule =
      switch rule {
      case .law(let id), .requirement(let id): id
      }
    return KeptAsk.plain("\(rule)/\(model)") + "/" + KeptAsk.plain(rest.prefix(60) + digest)
  }

  /// Letters and digits that any file system takes.
  private static func plain(_ text: some StringProtocol) -> String {
    String(
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "./-_".contains($0)) ? $0 : "-" }
    )
  }

  /// Tells apart what is plain in the same way.
  private var digest: String {
    let hash = ask.json.text(.canonical).utf8.reduce(5381 as UInt32) { $0 &* 33 &+ UInt32($1) }
    return "-" + String(hash, radix: 36)
  }
}
