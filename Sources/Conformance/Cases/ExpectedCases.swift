import CanonicalJSON
import Catalog
import Goldens

/// One case for each hand-written line.
struct ExpectedCases {
  let places: [OfferInMode]

  /// Lines of offers that the catalog lacks give a case that says so.
  func all(_ lines: [ExpectedLine]) -> [Case] { lines.map(item) }

  private func item(_ line: ExpectedLine) -> Case {
    guard
      let place = places.first(where: {
        $0.offer.key == line.offer && $0.mode.rawValue == line.mode
      })
    else { return stray(line) }
    var question = Question(
      place,
      id: line.id,
      [line.requirement],
      line.request,
      expectation: ExpectedCases.summary(line),
      source: line.source
    )
    question.place = line.place
    return question.planned { plan in
      [Judgement(line.requirement, ExpectedCases.mismatches(plan, line))]
    }
  }

  private func stray(_ line: ExpectedLine) -> Case {
    var question = Question(
      id: line.id,
      [line.requirement],
      Ask(path: "/images", fields: line.request),
      expectation: ExpectedCases.summary(line),
      source: line.source
    )
    question.place = line.place
    return Case(question) { _ in
      let why = "the catalog has no offer \(line.offer) in mode \(line.mode)"
      return [Judgement(line.requirement, .unknown(why: why))]
    }
  }

  private static func mismatches(_ plan: PlanView, _ line: ExpectedLine) -> [Mismatch] {
    guard plan.refusal.isEmpty else { return plan.refusal }
    var found = plan.lacks(line.input) + plan.holds(anyOf: line.absent) + calls(plan, line)
    if let treatment = line.treatment, let parameter = parameter(line) {
      found += plan.compares(
        plan.treatment(of: parameter),
        with: .string(treatment),
        at: "treatments",
        parameter
      )
    }
    for name in line.dropped where !plan.dropped.contains(name) {
      found += plan.compares(nil, with: .string(name), at: "dropped")
    }
    if let grade = line.grade {
      found += plan.compares(plan.grade, with: .string(grade), at: "size", "grade")
    }
    if case .pixels(let pixels) = line.delivers {
      found += plan.compares(plan.delivers, with: pixels.json, at: "size", "delivers")
    }
    return found
  }

  private static func calls(_ plan: PlanView, _ line: ExpectedLine) -> [Mismatch] {
    let inputs = plan.inputs
    let count = line.callCount ?? (line.inputs.isEmpty ? nil : line.inputs.count)
    guard count == nil || count == inputs.count else {
      return plan.compares(.integer(inputs.count), with: .integer(count ?? 0), at: "calls")
    }
    return zip(inputs, line.inputs).enumerated().flatMap { index, pair in
      PlanView.mismatches(pair.0, pair.1, call: index)
    }
  }

  /// The parameter that a line's treatment speaks of: the one its id ends in, else the only one it sends.
  private static func parameter(_ line: ExpectedLine) -> String? {
    let last = line.id.split(separator: "/").last.map(String.init) ?? ""
    let named = line.request.names.filter { last == $0 || last.hasPrefix("\($0)-") }
    if let longest = named.max(by: { $0.count < $1.count }) { return longest }
    let sent = line.request.names.filter { $0 != "image" && $0 != "prompt" }
    return sent.contains("size") ? "size" : sent.first
  }

  private static func summary(_ line: ExpectedLine) -> String {
    var parts = ["input \(JSON.object(line.input).text())"]
    if !line.absent.isEmpty { parts.append("without \(line.absent.joined(separator: ", "))") }
    if let count = line.callCount { parts.append("calls \(count)") }
    if let treatment = line.treatment { parts.append("treatment \(treatment)") }
    if !line.dropped.isEmpty { parts.append("dropped \(line.dropped.joined(separator: ", "))") }
    if case .pixels(let pixels) = line.delivers {
      parts.append("delivers \(pixels.width)x\(pixels.height)")
    }
    return parts.joined(separator: "; ")
  }
}

extension ExpectedLine.Pixels {
  var json: JSON { ["width": .integer(width), "height": .integer(height)] }
}
