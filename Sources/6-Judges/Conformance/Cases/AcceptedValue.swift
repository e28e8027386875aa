import CanonicalJSON
import Catalog

/// A value that the page lists, or an end of a range, at an offer that takes it: it must get through.
struct AcceptedValue: Sendable {
  var name: String
  var requirement: RequirementName
  var fields: JSONObject
  /// The members that the provider must be asked with.
  var input: JSONObject

  var expectation: String { "input \(JSON.object(input).text())" }

  /// The value of one parameter, where it is one that must get through at this offer.
  static func of(_ value: JSON, as name: String, at place: OfferInMode) -> AcceptedValue? {
    guard let (parameter, target, field) = taken(name, at: place) else { return nil }
    let isListed = parameter.values?.contains(value) ?? false
    let isFree = parameter.values == nil && isFree(value, parameter, field)
    return isListed || isFree ? AcceptedValue(parameter, target, field, value) : nil
  }

  private static func isFree(
    _ value: JSON,
    _ parameter: Parameter,
    _ field: ProviderField
  ) -> Bool {
    switch parameter.kind {
    case .boolean: value.boolValue != nil
    case .integer, .number: value.numberValue != nil && field.kind != .string
    case .string: value.stringValue != nil && field.kind == .string && field.values == nil
    case .file: false
    }
  }

  /// A parameter of the page and the field that takes it here; nil where other rules hold, or no field takes it.
  private static func taken(
    _ name: String,
    at place: OfferInMode
  ) -> (Parameter, target: String, ProviderField)? {
    let target = place.operation.renames[name] ?? name
    guard let parameter = place.model.parameter(name), parameter.modes.contains(place.mode),
      !RefusalCases.exempt.contains(name), name != "output_compression",
      parameter.onlyAt == nil || parameter.onlyAt == place.offer.provider,
      let field = place.operation.field(target)
    else { return nil }
    return (parameter, target, field)
  }

  /// Every such value at one offer in one mode.
  static func all(_ place: OfferInMode) -> [AcceptedValue] {
    place.model.parameters.flatMap { parameter -> [AcceptedValue] in
      guard let (_, target, field) = taken(parameter.name, at: place) else { return [] }
      return values(parameter, field).map { AcceptedValue(parameter, target, field, $0) }
    }
  }

  private init(_ parameter: Parameter, _ target: String, _ field: ProviderField, _ value: JSON) {
    let said = AcceptedValue.said(value, to: field)
    let word = value.stringValue ?? value.text()
    name = "\(parameter.name)-\(word.replacing(".", with: "_"))"
    requirement =
      target != parameter.name
      ? .normRenamed : said == value ? .normPassthrough : .normConverted
    fields = [parameter.name: value]
    input = [target: said]
  }

  private static func values(_ parameter: Parameter, _ field: ProviderField) -> [JSON] {
    if let listed = parameter.values {
      return listed.filter { value in
        guard let number = Double(value.stringValue ?? "") else { return true }
        return field.minimum ?? number <= number && number <= field.maximum ?? number
      }
    }
    switch parameter.kind {
    case .boolean: return [true, false]
    case .integer, .number:
      let low = [parameter.minimum, field.minimum].compactMap(\.self).max()
      let high = [parameter.maximum, field.maximum].compactMap(\.self).min()
      return [low, high].compactMap(\.self).map { .number(JSONNumber($0)) }
    case .string, .file: return []
    }
  }

  /// A numeral is text at one provider and a number at another.
  private static func said(_ value: JSON, to field: ProviderField) -> JSON {
    guard field.kind == .integer || field.kind == .number else { return value }
    return value.stringValue.flatMap { JSONNumber($0) }.map { .number($0) } ?? value
  }
}

/// Values that must get through.
struct AcceptedValueCases {
  let testimony: Testimony

  func all(_ places: [OfferInMode]) -> [Case] {
    places.flatMap { place in AcceptedValue.all(place).compactMap { item(place, $0) } }
  }

  func item(_ place: OfferInMode, _ value: AcceptedValue) -> Case? {
    var question = Question(
      place,
      id: "values/\(place.steps)/\(value.name)",
      [value.requirement],
      value.fields,
      expectation: value.expectation
    )
    question.looksAtPicture = false
    return testimony.served(question) { $0.calls.first?.lacks(value.input) ?? $0.calls(1) }
  }
}

extension RequirementName {
  static let normConverted = RequirementName("norm.converted")
  static let normPassthrough = RequirementName("norm.passthrough")
  static let normRenamed = RequirementName("norm.renamed")
}
