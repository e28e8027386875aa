import CanonicalJSON
import Catalog

extension PageComparer {
  mutating func compareParameters() {
    for parameter in page.parameters {
      if let old = known.parameter(parameter.name) {
        if parameter.isWhole, old.isWhole { compare(old, parameter) }
      } else if known.told.contains(.parameters) {
        note(
          .pageParameterAdded,
          ["parameters", parameter.name],
          before: nil,
          after: parameter.type.map(JSON.string)
        )
      }
    }
    compareOrder()
    guard both(.parameters) else { return }
    for old in known.parameters where page.parameter(old.name) == nil {
      note(
        .pageParameterRemoved,
        ["parameters", old.name],
        before: old.type.map(JSON.string),
        after: nil
      )
    }
  }

  private mutating func compareOrder() {
    let old = known.parameters.map(\.name).filter { page.parameter($0) != nil }
    let new = page.parameters.map(\.name).filter(old.contains)
    guard old != new else { return }
    let (before, after) = (old.map(JSON.string), new.map(JSON.string))
    note(.pageParametersReordered, ["parameters"], before: .array(before), after: .array(after))
  }

  private mutating func compare(_ before: ModelPage.Parameter, _ after: ModelPage.Parameter) {
    let place = ["parameters", after.name]
    if let old = before.type, let new = after.type, old != new {
      note(.pageTypeChanged, place + ["type"], before: .string(old), after: .string(new))
    }
    // A bullet without a type is an excerpt, which leaves the rest out as well.
    if after.type != nil, before.isRequired != after.isRequired {
      note(
        after.isRequired ? .pageBecameRequired : .pageBecameOptional,
        place + ["required"],
        before: .bool(before.isRequired),
        after: .bool(after.isRequired)
      )
    }
    if before.defaultValue != after.defaultValue {
      note(
        .pageDefaultChanged,
        place + ["default"],
        before: before.defaultValue.map(JSON.string),
        after: after.defaultValue.map(JSON.string)
      )
    }
    if before.onlyAt != after.onlyAt, after.type != nil {
      note(
        .pageOnlyAtChanged,
        place + ["only_at"],
        before: before.onlyAt.map(JSON.string),
        after: after.onlyAt.map(JSON.string)
      )
    }
    compareModes(before, after, place: place)
    compareValues(
      values(of: before, in: known),
      values(of: after, in: page),
      parameter: after,
      place: place
    )
  }

  private mutating func compareModes(
    _ before: ModelPage.Parameter,
    _ after: ModelPage.Parameter,
    place: [String]
  ) {
    guard let old = known.modes(of: before), let new = page.modes(of: after) else { return }
    for mode in Mode.allCases where new.contains(mode) && !old.contains(mode) {
      note(
        .pageModeAdded,
        place + ["modes", mode.rawValue],
        before: nil,
        after: .string(mode.rawValue)
      )
    }
    for mode in Mode.allCases where old.contains(mode) && !new.contains(mode) {
      note(
        .pageModeRemoved,
        place + ["modes", mode.rawValue],
        before: .string(mode.rawValue),
        after: nil
      )
    }
  }

  /// Some pages list the ratios of the table's rows again beside their parameter.
  private func values(of parameter: ModelPage.Parameter, in page: ModelPage) -> [String]? {
    if let values = parameter.values { return values }
    guard parameter.name == "aspect_ratio", page.told.contains(.sizes) else { return nil }
    let ratios = page.rows.compactMap(\.ratio)
    guard ratios.count == page.rows.count else { return nil }
    return ratios + (page.takesAuto ? ["auto"] : [])
  }

  private mutating func compareValues(
    _ before: [String]?,
    _ after: [String]?,
    parameter: ModelPage.Parameter,
    place: [String]
  ) {
    // What is told by the table is told there alone.
    guard parameter.name != "size", !bothHaveRatios || parameter.name != "aspect_ratio" else {
      return
    }
    let place = place + ["values"]
    switch (before, after) {
    case (nil, nil): break
    case (nil, let new?):
      // Without a table there is nothing that ratios could be news to.
      guard parameter.name != "aspect_ratio" else { return }
      note(.pageValuesClosed, place, before: nil, after: .array(new.map(JSON.string)))
    case (let old?, nil):
      guard parameter.name != "aspect_ratio", parameter.type != nil else { return }
      note(.pageValuesOpened, place, before: .array(old.map(JSON.string)), after: nil)
    case (let old?, let new?):
      for value in new where !old.contains(value) {
        note(.pageValueAdded, place + [value], before: nil, after: .string(value))
      }
      for value in old where !new.contains(value) {
        note(.pageValueRemoved, place + [value], before: .string(value), after: nil)
      }
    }
  }

  private var bothHaveRatios: Bool {
    [known, page].allSatisfy { page in
      page.told.contains(.sizes) && page.rows.allSatisfy { $0.ratio != nil }
    }
  }
}
