import CanonicalJSON
import Catalog
import Contract

extension AskedCases {
  /// The size: as a line has it that somebody wrote down, else as the judge reckons it.
  func sizes() -> [Aspect?] {
    let request = SizeCases.request(said, at: place)
    let names = Set(request.fields.names)
    let own = place.operation.sizing.fields.filter { said[$0] != nil && !names.contains($0) }
    guard place.isKnown, own.isEmpty, !written.contains(where: { $0.isAbout(names) }) else {
      return []
    }
    return [Aspect(names, SizeCases(testimony: testimony).item(place, request))]
  }

  /// Whatever else is said: as a line has it, else as the parameter's own rule has it.
  func members() -> [Aspect?] {
    guard place.isKnown else { return [] }
    let covered = Set(written.flatMap(\.request.names))
    let expected = ExpectedCases(testimony: testimony, places: [place])
    let lines = written.map { line in
      var line = line
      // No picture can be looked at in a stream.
      if streams { line.delivers = .unstated }
      // That a format of answers is served at all is what the answers' own cases say.
      let others = Set([AskedCases.pictures, "response_format"])
      return Aspect(Set(line.request.names).subtracting(others), expected.item(line))
    }
    let rest = said.members.filter { !covered.contains($0.name) }
    let cases = WireNormalizationCases(claims: claims)
    let picture = said["image"] == nil ? nil : cases.pictureForNobody(place)
    return lines + rest.map { member($0.name, $0.value) }
      + [prompt(), nulls(), Aspect(["image"], picture)]
  }

  private func member(_ name: String, _ value: JSON) -> Aspect? {
    guard !value.isNull, !isSharing(name), !AskedCases.own.contains(name) else { return nil }
    if let accepted = AcceptedValue.of(value, as: name, at: place) {
      let cases = AcceptedValueCases(testimony: testimony)
      return Aspect([name], cases.item(place, accepted))
    }
    if let line = lines.first(where: { $0.dropped == [name] && $0.isAbout([name]) }) {
      var line = line
      line.request[name] = value
      let cases = ExpectedCases(testimony: testimony, places: [place])
      return Aspect([name], cases.item(line))
    }
    guard !place.names(name) else { return nil }
    let cases = WireNormalizationCases(claims: claims)
    return Aspect([name], cases.passed(place, "asked-\(name)", name, value))
  }

  /// What other cases are about.
  private static let own = RefusalCases.exempt.union([
    "model", "prompt", "stream", "partial_images", "user", "mask", "images", "output_compression",
  ])

  /// Whether another member becomes the same field.
  private func isSharing(_ name: String) -> Bool {
    let target = place.operation.renames[name] ?? name
    return said.names.contains { other in
      other != name && (place.operation.renames[other] ?? other) == target
    }
  }

  private func prompt() -> Aspect? {
    guard let words = said["prompt"]?.stringValue, !words.isEmpty, ask.isMarked else { return nil }
    let cases = WireNormalizationCases(claims: claims)
    return Aspect(["prompt"], cases.prompt(place, "asked-prompt", words))
  }

  /// Members that are null, of one picture: the same as without them.
  private func nulls() -> Aspect? {
    let names = said.members.filter { $0.value.isNull && place.knows($0.name) }.map(\.name)
    guard !names.isEmpty, said["n"].unlessNull == nil, said["seed"].unlessNull == nil else {
      return nil
    }
    var bare = ask
    for name in names { bare.fields[name] = nil }
    let question = Question(
      place,
      "asked-null",
      [.normNull],
      [:],
      expectation: "the same upstream as without \(names.joined(separator: ", "))"
    )
    return Aspect(Set(names), WireNormalizationCases.same(question, as: bare))
  }
}

extension AskedCases {
  /// The lines that somebody wrote down of what this ask says, each of one thing or of a few that belong together.
  var written: [ExpectedLine] {
    lines.filter { line in
      let own = line.request.members.filter { $0.name != AskedCases.pictures }
      let names = Set(own.map(\.name))
      return !own.isEmpty && names != ["prompt"] && line.request["mask"] == nil
        && own.allSatisfy { said[$0.name] == $0.value } && hasOwnPictures(line)
        && groups.allSatisfy { group in
          names.isDisjoint(with: group)
            || group.allSatisfy { names.contains($0) || said[$0] == nil }
        }
    }
  }

  private func hasOwnPictures(_ line: ExpectedLine) -> Bool {
    line.request[AskedCases.pictures].map { ($0.arrayValue?.count ?? 1) == ask.pictures.count }
      ?? true
  }

  /// Members that decide something together, so that a line on some of them says nothing where others are said, too.
  private var groups: [Set<String>] {
    let operation = place.operation
    let sizes = ["size", "aspect_ratio", "resolution", "width", "height"] + operation.sizing.fields
    let counts = ["n", "seed"] + (operation.batch.map { [$0.field] } ?? [])
    let formats = ["output_format", "output_compression", "output_quality", operation.formatField]
    let renamed = Dictionary(grouping: operation.renames.keys) { operation.renames[$0] ?? $0 }
    return [Set(sizes), Set(counts), Set(formats)]
      + renamed.map { Set($0.value).union([$0.key]) }
  }
}

extension ExpectedLine {
  /// Whether it is about nothing but these members.
  fileprivate func isAbout(_ names: Set<String>) -> Bool {
    let own = Set(request.names).subtracting([AskedCases.pictures])
    return !own.isEmpty && own == names
  }
}

extension OfferInMode {
  /// Whether its page or its provider names a member, so that it is not one that nobody knows.
  fileprivate func names(_ name: String) -> Bool {
    model.parameter(name) != nil || operation.field(name) != nil
      || operation.renames.values.contains(name)
      || model.offers.contains { $0.operations[mode]?.renames.values.contains(name) == true }
  }

  /// Whether null in its place says that it is absent.
  fileprivate func knows(_ name: String) -> Bool {
    model.parameter(name) != nil || ["n", "stream", "partial_images", "user"].contains(name)
  }
}
