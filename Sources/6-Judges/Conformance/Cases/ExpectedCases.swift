import Contract
import Bytes
import CanonicalJSON
import Catalog

/// One case for each hand-written line: what a client's value becomes at one offer in one mode.
struct ExpectedCases {
  let testimony: Testimony
  let places: [OfferInMode]

  func all(_ lines: [ExpectedLine]) -> [Case] { lines.compactMap(item) }

  /// The first steps of the lines' ids.
  static func groups(of lines: [ExpectedLine]) -> [String] {
    Set(lines.map { String($0.id.prefix { $0 != "/" }) }).sorted()
  }

  func item(_ line: ExpectedLine) -> Case? {
    let place = places.first {
      $0.offer.key == line.offer && $0.mode.rawValue == line.mode
    }
    guard let place else { return stray(line) }
    var question = Question(
      place,
      id: line.id,
      [line.requirementName, .normNothingElse],
      line.request,
      expectation: line.expectation
    )
    question.source = line.source
    question.place = line.place
    if let words = ExpectedCases.words(for: line) { question = question.citing(words) }
    if let ruling = line.ruling { question = question.citing(.ruling(ruling)) }
    if !line.dropped.isEmpty { question = question.telling(ExpectedCases.otherwise(line, place)) }
    switch line.delivers {
    case .pixels: question.requirements.append(.sizeDelivered)
    case .unstated: question.looksAtPicture = line.request["prompt"] != nil
    case .unknown: break
    }
    return testimony.judged(question) { seen in
      let refusal = seen.refusal(at: place, of: line.requirementName)
      guard refusal.isEmpty else { return [Judgement(line.requirementName, refusal)] }
      let found =
        ExpectedCases.upstream(seen, line, place) + seen.names(dropped: line.dropped)
        + seen.plans(line)
      let misnamed = seen.names(droppedBeyond: line)
      return [
        Judgement(line.requirementName, found),
        Judgement(.normNothingElse, ExpectedCases.extra(seen, line, place)),
      ] + (misnamed.isEmpty ? [] : [Judgement(.normOnlyAt, misnamed)])
        + (found.isEmpty ? await seen.delivery(line) : [])
    }
  }

  /// The words that a line stands on where its requirement's own are of another word.
  private static func words(for line: ExpectedLine) -> Citation? {
    if let quotation = line.quotation { return .quotation(quotation) }
    return switch line.requirementName {
    case .sizeCustom where line.request["aspect_ratio"] == "custom": .customWord
    case .normConverted where line.request["quality"] != nil: .qualityWords
    default: nil
    }
  }

  /// A line of an offer that the catalog lacks gives a case that says so; a gateway may well lack one.
  private func stray(_ line: ExpectedLine) -> Case? {
    guard case .plans = testimony else { return nil }
    var question = Question(
      id: line.id,
      [line.requirementName],
      Ask(path: "/images", fields: line.request),
      expectation: line.expectation
    )
    question.source = line.source
    question.place = line.place
    return Case(question) { _ in
      let why = "the catalog has no offer \(line.offer) in mode \(line.mode)"
      return [Judgement(line.requirementName, .unknown(why: why))]
    }
  }

  /// The other treatments of parameters that an offer has no field for.
  private static func otherwise(
    _ line: ExpectedLine,
    _ place: OfferInMode
  ) -> [String: Question.Answer] {
    [
      "dropped": { upstream($0, line, place) },
      "passed": { seen in
        let sent = line.dropped.compactMap { name in line.request[name].map { (name, $0) } }
        let passed = sent.map { JSONObject.Member(name: $0, value: $1) }
        return seen.calls.flatMap { $0.lacks(JSONObject(passed)) } + seen.refusal
      },
    ]
  }

  private static func upstream(
    _ seen: Evidence,
    _ line: ExpectedLine,
    _ place: OfferInMode
  ) -> [Mismatch] {
    let count = line.callCount ?? (line.inputs.isEmpty ? nil : line.inputs.count) ?? 1
    // How many pictures were asked for beside what the line says is another requirement's.
    let isCounted = place.asked == nil || line.request["n"] != nil
    guard isCounted ? seen.calls.count == count : !seen.calls.isEmpty else {
      return seen.calls(count)
    }
    // What has nothing to do with the request is another requirement's.
    let own = ExpectedCases.named(line, place)
    let absent = line.absent.filter { own.contains($0) }
    for call in seen.calls {
      let found = call.differs(from: line.input, without: absent, at: place)
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

  /// The fields that a line speaks of: what it asks for and what that becomes, and whatever says a size.
  private static func named(_ line: ExpectedLine, _ place: OfferInMode) -> Set<String> {
    let asked = line.request.names + line.request.names.compactMap { place.operation.renames[$0] }
    return Set(line.input.names + line.inputs.flatMap(\.names) + asked + line.dropped)
      .union(place.operation.sizing.fields).union(["size", "aspect_ratio", "resolution"])
      .union(place.operation.batch.map { [$0.field] } ?? [])
  }

  /// Mismatches for members that are neither the client's nor in any line of this kind.
  private static func extra(
    _ seen: Evidence,
    _ line: ExpectedLine,
    _ place: OfferInMode
  ) -> [Mismatch] {
    var names = ExpectedCases.named(line, place)
    names.insert("prompt")
    names.formUnion(place.askedFields)
    if let images = place.operation.images { names.formUnion(images.fields) }
    return seen.calls.lazy.map { $0.holds(otherThan: names) }.first { !$0.isEmpty } ?? []
  }
}

extension ExpectedLine {
  fileprivate var requirementName: RequirementName { RequirementName(requirement) }

  /// The line's expectation in one line.
  var expectation: String {
    var parts = ["input \(JSON.object(input).text())"]
    if !absent.isEmpty { parts.append("without \(absent.joined(separator: ", "))") }
    if let count = callCount { parts.append("calls \(count)") }
    if let treatment { parts.append("treatment \(treatment)") }
    if !dropped.isEmpty { parts.append("dropped \(dropped.joined(separator: ", "))") }
    if case .pixels(let pixels) = delivers {
      parts.append("delivers \(pixels)")
    }
    return parts.joined(separator: "; ")
  }

  /// The parameter that its treatment speaks of: the one its id ends in, else the only one it sends.
  fileprivate var parameter: String? {
    let last = id.split(separator: "/").last.map(String.init) ?? ""
    let named = request.names.filter { last == $0 || last.hasPrefix("\($0)-") }
    if let longest = named.max(by: { $0.count < $1.count }) { return longest }
    let sent = request.names.filter { $0 != "image" && $0 != "prompt" }
    return sent.contains("size") ? "size" : sent.first
  }
}

extension Evidence {
  /// Mismatches where a plan treats the parameter or grades the size in another way; over the wire neither shows.
  fileprivate func plans(_ line: ExpectedLine) -> [Mismatch] {
    guard let first = plan?["plans"]?[0] else { return [] }
    var found: [Mismatch] = []
    if let treatment = line.treatment, let parameter = line.parameter {
      let said = first["treatments"]?.arrayValue?
        .first { $0["parameter"]?.stringValue == parameter }?["treatment"]
      found += compares(said, with: .string(treatment), at: "treatments", parameter)
    }
    if let grade = line.grade {
      found += compares(first["size"]?["grade"], with: .string(grade), at: "size", "grade")
    }
    return found
  }

  /// Whether the pictures have the pixels that a line states; the pages say nothing of pixels that come.
  func delivery(_ line: ExpectedLine) async -> [Judgement] {
    guard case .pixels(let pixels) = line.delivers else { return [] }
    let found = await delivers(width: pixels.width, height: pixels.height)
    return [Judgement(.sizeDelivered, found)]
  }

  /// The parameters that the answer says were dropped.
  private var namedDropped: [String] {
    (answer?["metadata"]?["dropped"]?.arrayValue ?? [])
      .compactMap { $0.stringValue ?? $0["parameter"]?.stringValue }
  }

  /// Mismatches where the answer names a parameter as dropped that the provider got.
  fileprivate func names(droppedBeyond line: ExpectedLine) -> [Mismatch] {
    let untrue = namedDropped.filter { name in
      line.input[name] != nil && !line.dropped.contains(name)
        && calls.allSatisfy { $0.input[name] != nil }
    }
    guard let first = untrue.first, !calls.isEmpty else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["metadata", "dropped"]),
        actual: .array(namedDropped.map(JSON.string)),
        why: "\(first) was sent to the provider"
      )
    ]
  }

  /// Mismatches where the answer does not name a parameter that was dropped.
  func names(dropped: [String]) -> [Mismatch] {
    let named = namedDropped
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

extension RequirementName {
  static let sizeDelivered = RequirementName("size.delivered")
}

extension Citation {
  static let qualityWords = Citation.quotation("quality-words")
}
