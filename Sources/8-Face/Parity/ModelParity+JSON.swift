package import CanonicalJSON
import Catalog

extension ModelParity {
  /// The table as `touchstone parity MODEL --json` prints it, one for each mode.
  package var json: JSON {
    [
      "model": .string(model.id), "mode": .string(mode.rawValue),
      "offers": .array(offers.map { .string($0.key) }),
      "sizes": .array(
        sizes.map { row in ["asked": row.asked.json, "fits": cells(row.fits, \.json)] }
      ),
      "parameters": .array(
        parameters.map { row in
          ["parameter": .string(row.parameter.name), "uses": cells(row.uses, \.json)]
        }
      ),
      "lacks": .object(
        JSONObject(
          offers.indices.map { column in
            JSONObject.Member(
              name: offers[column].key,
              value: .array(lacks(at: column).map { .string($0.spelling) })
            )
          }
        )
      ),
    ]
  }

  private func cells<Cell>(_ cells: [Cell], _ json: (Cell) -> JSON) -> JSON {
    .object(
      JSONObject(
        zip(offers, cells).map { JSONObject.Member(name: $0.key, value: json($1)) }
      )
    )
  }
}

extension SizeFit {
  var json: JSON {
    var members: JSONObject = [
      "grade": .string(grade.rawValue), "delivers": delivers.map(\.json) ?? .null,
    ]
    if isMeasured { members["measured"] = true }
    if let word { members["as"] = .string(word) }
    if let distance { members["distance"] = .number(JSONNumber((distance * 1e4).rounded() / 1e4)) }
    if let why { members["why"] = .string(why) }
    return .object(members)
  }
}

extension ParameterUse {
  var json: JSON {
    var members: JSONObject = ["parts": .array(parts.map(\.json))]
    if let bounds { members["bounds"] = .string(bounds) }
    return .object(members)
  }
}

extension ParameterUse.Part {
  fileprivate var json: JSON {
    var members: JSONObject = ["treatment": .string(kind.rawValue)]
    if let field { members["as"] = .string(field) }
    if !values.isEmpty { members["values"] = .array(values) }
    if let why { members["why"] = .string(why) }
    return .object(members)
  }
}
