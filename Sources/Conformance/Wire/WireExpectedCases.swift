import CanonicalJSON
import Catalog
import Findings
import Goldens

/// One case for each hand-written line: sent to the gateway, judged by what reached the provider.
struct WireExpectedCases {
  let claims: GatewayProfile.Claims
  let places: [OfferInMode]

  func all(_ lines: [ExpectedLine]) -> [Case] {
    lines.compactMap { line in
      places.first { $0.offer.key == line.offer && $0.mode.rawValue == line.mode }
        .flatMap { item(line, $0) }
    }
  }

  /// Nil where only JSON can say it and the gateway takes edits as forms alone.
  private func item(_ line: ExpectedLine, _ place: OfferInMode) -> Case? {
    var question = Question(
      place,
      "",
      [line.requirement, "norm.nothing-else"],
      line.request,
      expectation: "input \(JSON.object(line.input).text())",
      source: line.source
    )
    question.id = "wire/\(line.id)"
    question.place = line.place
    guard question.ask.fits(claims) else { return nil }
    if case .unstated = line.delivers, line.request["prompt"] == nil {
      question.ask.fields["prompt"] = Ask.smallPicture
    }
    let requirement = question.requirements[0]
    if case .pixels = line.delivers { question.requirements.append("size.delivered") }
    return question.judged { seen in
      guard seen.refusal.isEmpty else { return [Judgement(requirement, seen.refusal)] }
      let found = WireExpectedCases.upstream(seen, line, place) + seen.names(dropped: line.dropped)
      return [
        Judgement(requirement, found),
        Judgement("norm.nothing-else", WireExpectedCases.extra(seen, line, place)),
      ] + (found.isEmpty ? await seen.delivery(line) : [])
    }
  }

  private static func upstream(
    _ seen: Evidence,
    _ line: ExpectedLine,
    _ place: OfferInMode
  ) -> [Mismatch] {
    let count = line.callCount ?? (line.inputs.isEmpty ? nil : line.inputs.count) ?? 1
    guard seen.calls.count == count else { return seen.calls(count) }
    for call in seen.calls {
      let found = call.differs(from: line.input, without: line.absent, at: place)
      if !found.isEmpty { return found }
    }
    return inputs(seen.calls, line.inputs)
  }

  /// Calls that differ may arrive in any order: each expected input must be some call's.
  private static func inputs(_ calls: [UpstreamCall], _ wanted: [JSONObject]) -> [Mismatch] {
    var rest = calls
    for input in wanted {
      guard let index = rest.firstIndex(where: { $0.lacks(input).isEmpty }) else {
        return [
          Mismatch(
            side: .upstream,
            pointer: JSONPointer(["calls"]),
            actual: .array(rest.map(\.input)),
            expected: .object(input)
          )
        ]
      }
      rest.remove(at: index)
    }
    return []
  }

  /// What neither the client sent nor any line of this kind has the gateway put there.
  private static func extra(
    _ seen: Evidence,
    _ line: ExpectedLine,
    _ place: OfferInMode
  ) -> [Mismatch] {
    var names = Set(line.input.names + line.inputs.flatMap(\.names) + line.request.names)
    names.formUnion(["prompt", "seed"])
    names.formUnion(place.operation.sizing.fields)
    if let images = place.operation.images { names.formUnion(images.fields) }
    return seen.calls.lazy.map { $0.holds(otherThan: names) }.first { !$0.isEmpty } ?? []
  }
}

extension Evidence {
  /// Whether the pictures have the pixels that a line states; the pages say nothing of pixels that come.
  func delivery(_ line: ExpectedLine) async -> [Judgement] {
    guard case .pixels(let pixels) = line.delivers else { return [] }
    let found = await delivers(width: pixels.width, height: pixels.height)
    return [Judgement("size.delivered", found)]
  }

  /// Mismatches where the answer does not name a parameter that was dropped.
  func names(dropped: [String]) -> [Mismatch] {
    let named = (answer?["metadata"]?["dropped"]?.arrayValue ?? [])
      .compactMap { $0.stringValue ?? $0["parameter"]?.stringValue }
    return dropped.filter { !named.contains($0) }.flatMap { name in
      compares(
        .array(named.map(JSON.string)),
        with: .array([.string(name)]),
        at: "metadata",
        "dropped"
      )
    }
  }
}
