package import CanonicalJSON
package import Terminal

/// An answer of `explain` as people read it.
package struct ExplainText {
  private let style: TextStyle

  package init(style: TextStyle) { self.style = style }

  package func text(_ answer: JSON) -> String {
    if let error = answer["error"], !error.isNull { return refusal(error) }
    let plans = answer["plans"]?.arrayValue ?? []
    let mode = answer["mode"]?.stringValue == "edit" ? "image edit" : "text to image"
    let attempts = plans.count == 1 ? "1 attempt" : "\(plans.count) attempts, in this order"
    var text = "\(style.bold(string(answer["model"]))) · \(mode) · \(attempts)\n"
    for plan in plans { text += "\n" + self.plan(plan) }
    let unavailable = answer["unavailable"]?.arrayValue ?? []
    if !unavailable.isEmpty {
      let rows = unavailable.map { (string($0["offer"]), string($0["reason"])) }
      text += "\ncannot serve it\n" + WrappedRows.table(rows)
    }
    return text
  }

  private func refusal(_ error: JSON) -> String {
    let parameter = error["param"]?.stringValue.map { " (\($0))" } ?? ""
    return "refused\(parameter): \(string(error["message"]))\n"
  }

  private func plan(_ plan: JSON) -> String {
    let cost = plan["cost"]?.numberValue.map { "$\($0.text)" } ?? "price unknown"
    var text = "\(plan["rank"]?.text() ?? "1")  "
    text += "\(style.bold(string(plan["offer"]))) · \(cost)\n"
    text += WrappedRows.table(facts(plan).map { ("  " + $0.0, $0.1) })
    return text
  }

  private func facts(_ plan: JSON) -> [(String, String)] {
    var facts = calls(plan["calls"]?.arrayValue ?? [])
    if let size = self.size(plan["size"]) { facts.append(("delivers", size)) }
    for treatment in plan["treatments"]?.arrayValue ?? []
    where treatment["treatment"] != "dropped" {
      let field = treatment["as"]?.stringValue.map { " as \($0)" } ?? ""
      facts.append((string(treatment["parameter"]), string(treatment["treatment"]) + field))
    }
    for dropped in plan["dropped"]?.arrayValue ?? [] {
      facts.append((string(dropped["parameter"]), "dropped: \(string(dropped["reason"]))"))
    }
    return facts
  }

  /// Calls that differ in nothing are told once.
  private func calls(_ calls: [JSON]) -> [(String, String)] {
    var told: [(call: JSON, count: Int)] = []
    for call in calls {
      if let last = told.indices.last, told[last].call == call {
        told[last].count += 1
      } else {
        told.append((call, 1))
      }
    }
    return told.map { call, count in
      let times = count > 1 ? " ×\(count)" : ""
      return ("call\(times)", "\(string(call["endpoint"])) \(call["input"]?.text() ?? "")")
    }
  }

  private func size(_ size: JSON?) -> String? {
    guard let size else { return nil }
    let delivered = size["delivers"].flatMap { delivers in
      delivers["width"]?.intValue.flatMap { width in
        delivers["height"]?.intValue.map { "\(width)×\($0)" }
      }
    }
    let grade = size["grade"]?.stringValue.map { " (\($0))" } ?? ""
    return "\(delivered ?? "what the provider chooses")\(grade)"
  }

  private func string(_ value: JSON?) -> String { value?.stringValue ?? "" }
}
