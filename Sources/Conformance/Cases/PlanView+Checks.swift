import CanonicalJSON
import Findings

extension PlanView {
  /// One mismatch where the request was refused although it must be served.
  var refusal: [Mismatch] {
    guard let error else {
      return first == nil
        ? [Mismatch(side: .plan, pointer: JSONPointer(["plans"]), actual: [], why: whyUnserved)]
        : []
    }
    return [Mismatch(side: .plan, pointer: JSONPointer(["error"]), actual: error, expected: .null)]
  }

  private var whyUnserved: String {
    "no offer serves it" + (answer["unavailable"].map { ": \($0.text())" } ?? "")
  }

  /// One mismatch where the request was served although it must be refused.
  var admission: [Mismatch] {
    guard error == nil, let first else { return [] }
    return [
      Mismatch(
        side: .plan,
        pointer: JSONPointer(["error"]),
        expected: "400, and nobody called",
        why: "planned \(first["calls"]?.text() ?? "a call") instead"
      )
    ]
  }

  /// Where some call's input lacks a member or holds it with another value.
  func lacks(_ members: JSONObject) -> [Mismatch] {
    for (index, input) in inputs.enumerated() {
      let mismatches = PlanView.mismatches(input, members, call: index)
      if !mismatches.isEmpty { return mismatches }
    }
    return []
  }

  static func mismatches(_ input: JSON, _ members: JSONObject, call: Int) -> [Mismatch] {
    members.members.flatMap { member -> [Mismatch] in
      let base = JSONPointer(["calls", String(call), "input", member.name])
      guard let actual = input[member.name] else {
        return [Mismatch(side: .upstream, pointer: base, expected: member.value)]
      }
      return actual.differences(from: member.value, comparing: .byText).map { difference in
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(base.tokens + difference.pointer.tokens),
          actual: difference.actual,
          expected: difference.expected
        )
      }
    }
  }

  /// Where some call's input holds a member that it must not.
  func holds(anyOf names: [String]) -> [Mismatch] {
    for (index, input) in inputs.enumerated() {
      let found = names.filter { input[$0] != nil }
      guard !found.isEmpty else { continue }
      return found.map { name in
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["calls", String(index), "input", name]),
          actual: input[name]
        )
      }
    }
    return []
  }

  /// A mismatch where a value of the plan is not what it must be.
  func compares(_ actual: JSON?, with expected: JSON, at pointer: String...) -> [Mismatch] {
    guard !(actual ?? .null).isSameValue(as: expected) else { return [] }
    return [
      Mismatch(
        side: .plan,
        pointer: JSONPointer(["plans", "0"] + pointer),
        actual: actual,
        expected: expected
      )
    ]
  }
}
