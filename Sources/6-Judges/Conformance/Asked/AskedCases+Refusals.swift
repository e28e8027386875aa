import CanonicalJSON
import Catalog
import Contract
import Images

extension AskedCases {
  /// The cases that say why nobody may serve it; none where it must be served.
  func refusals() -> [Case] {
    let reasons = demanded() + sized() + counted() + formatted() + valued() + pictured()
    let all = reasons.compactMap(\.self)
    return all + (all.count == 1 && place.isKnown ? worded() : [])
  }

  /// How a refusal for one reason is worded, where the table of errors is held to such a reason, and by what id it goes.
  private func worded() -> [Case] {
    let sizes = said.names.filter { ["size", "aspect_ratio", "resolution"].contains($0) }
    let own = WireErrorCases.refusals.first { refusal in
      switch refusal.parameter {
      case "size"?: sizes == ["size"] && !sized().compactMap(\.self).isEmpty
      case "n"?: said["n"].unlessNull.map { !AskedCases.isCount($0) } ?? false
      case "response_format"?, "output_format"?:
        formatted().compactMap(\.self).count == 1 && isWrong(refusal.parameter)
      case "prompt"?: said["prompt"]?.isNull == true
      default: false
      }
    }
    let cases = WireErrorCases(claims: claims)
    let all = (own.map { cases.refused(place, $0) } ?? []) + [WireAnswerCases().refused(place)]
    // That it is served after all is what the reason's own case says.
    return all.map { $0.unless("status") }
  }

  private func isWrong(_ name: String?) -> Bool {
    guard let name, said[name].unlessNull != nil else { return false }
    switch name {
    case "response_format": return !["url", "b64_json"].contains(said[name]?.stringValue)
    case "output_format":
      return said[name]?.stringValue.flatMap { ImageFormat(rawValue: $0) } == nil
    default: return false
    }
  }

  private func refused(
    _ name: String,
    _ requirement: RequirementName,
    _ citation: Citation? = nil
  ) -> Case? {
    let fields: JSONObject = said[name].map { [name: $0] } ?? [:]
    var refusal = WireRefusalCases.Refusal("asked-\(name)", requirement, fields)
    refusal.citation = citation
    return WireRefusalCases().refused(place, refusal)
  }

  /// What none can do without.
  private func demanded() -> [Case?] {
    guard let prompt = said["prompt"].unlessNull else {
      return [refused("prompt", .promptRequired)]
    }
    return [prompt.stringValue == nil ? refused("prompt", .bodyMalformed, .mistyped) : nil]
  }

  private func sized() -> [Case?] {
    let request = SizeCases.request(said, at: place)
    guard place.isKnown else {
      switch SizeRequest(request.fields) {
      case .malformed, .outOfRange: return [SizeCases(testimony: testimony).item(place, request)]
      default: return []
      }
    }
    guard case .refused = place.oracle.answer(to: request.fields) else { return [] }
    return [SizeCases(testimony: testimony).item(place, request)]
  }

  private func counted() -> [Case?] {
    let cases = CountCases(testimony: testimony)
    guard let n = said["n"].unlessNull else { return [] }
    guard AskedCases.isCount(n), let count = n.intValue else {
      return [cases.outside(place, n, number: 1)]
    }
    let several =
      streams && count > 1 && place.isKnown
      ? WireStreamCases(claims: claims).several(place) : nil
    let isPast = said["seed"]?.intValue.map { $0 > Int.max - (count - 1) } ?? false
    return [several, isPast ? cases.overflow(place) : nil]
  }

  private static func isCount(_ n: JSON) -> Bool {
    n.intValue.map { 1...OfferInMode.mostPictures ~= $0 } ?? false
  }

  private func formatted() -> [Case?] {
    var found: [Case?] = []
    if let form = said["response_format"].unlessNull, form != "url", form != "b64_json" {
      let request = RefusalCases.Request(
        name: "asked-response_format",
        requirement: .formatInvalid,
        fields: ["response_format": form]
      )
      found.append(RefusalCases(testimony: testimony).item(place, request))
    }
    if let format = said["output_format"].unlessNull,
      format.stringValue.flatMap({ ImageFormat(rawValue: $0) }) == nil
    {
      found.append(
        refused("output_format", .outputInvalid, format.stringValue == "jpg" ? .jpg : nil)
      )
    }
    return found
  }

  /// Values that the page, or the offer, excludes.
  private func valued() -> [Case?] {
    said.members.map { member in
      RefusalCases.reason(against: member.value, as: member.name, at: place)
        .flatMap { RefusalCases(testimony: testimony).item(place, $0) }
    }
  }

  private func pictured() -> [Case?] {
    // Pictures by other names than those of the pages are left to laws.
    guard place.mode == .edit, place.isKnown, said["image"] == nil else { return [] }
    let cases = WireEditCases(claims: claims)
    if ask.pictures.isEmpty { return [cases.required(place)] }
    if ask.pictures.count > place.mostInputs { return [cases.tooMany(place)] }
    return WireEditCases.unfit.map { kind, citation in
      ask.pictures.contains { $0.kind == kind } ? cases.refused(place, kind, citation) : nil
    }
  }
}

extension RefusalCases {
  /// The rule that has a value refused wherever its parameter is taken; nil where none does.
  static func reason(
    against value: JSON,
    as name: String,
    at place: OfferInMode
  ) -> Request? {
    guard !value.isNull else { return nil }
    let listed = place.model.parameter(name).flatMap { $0.isTaken(at: place) ? $0 : nil }
    guard name != "prompt", !exempt.contains(name),
      let parameter = listed ?? own.first(where: { $0.name == name }), parameter.kind != .file
    else { return nil }
    guard parameter.isOfKind(value) else {
      return Request(
        name: "asked-\(name)",
        requirement: .bodyMalformed,
        fields: [name: value]
      )
    }
    let field = place.operation.field(place.operation.renames[name] ?? name)
    guard parameter.excludes(value) || field?.excludes(value) == true else { return nil }
    return Request(name: "asked-\(name)", fields: [name: value])
  }
}

extension Parameter {
  fileprivate func isTaken(at place: OfferInMode) -> Bool {
    modes.contains(place.mode) && (onlyAt == nil || onlyAt == place.offer.provider)
  }

  /// Whether a value is of its kind; numerals may be said as numbers.
  fileprivate func isOfKind(_ value: JSON) -> Bool {
    switch kind {
    case .string: value.stringValue != nil || isNumeral && value.intValue != nil
    case .integer: value.intValue != nil
    case .number: value.numberValue != nil
    case .boolean: value.boolValue != nil
    case .file: true
    }
  }

  private var isNumeral: Bool {
    values?.allSatisfy { $0.stringValue.flatMap { Int($0) } != nil } ?? false
  }

  /// Whether the page leaves it out.
  fileprivate func excludes(_ value: JSON) -> Bool {
    if let values, !values.contains(value) {
      let word = value.stringValue ?? value.text()
      return words[word] == nil && !values.contains(.string(word))
    }
    guard let number = value.doubleValue else { return false }
    return number < minimum ?? number || number > maximum ?? number
  }
}

extension ProviderField {
  /// Whether a number, or a numeral, is out of its bounds.
  fileprivate func excludes(_ value: JSON) -> Bool {
    guard let number = value.doubleValue ?? value.stringValue.flatMap({ Double($0) }) else {
      return false
    }
    return number < minimum ?? number || number > maximum ?? number
  }
}
