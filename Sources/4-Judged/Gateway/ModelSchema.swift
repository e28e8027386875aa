import Bytes
import CanonicalJSON
import Catalog

/// A model's parameters and sizes, as `?schema=true` shows them.
struct ModelSchema {
  let model: Model

  var json: JSON {
    [
      "id": .string(model.id), "object": "model.schema",
      "parameters": .array(model.parameters.map(parameter)), "sizes": sizes,
    ]
  }

  private func parameter(_ parameter: Parameter) -> JSON {
    [
      "name": .string(parameter.name), "type": .string(parameter.kind.rawValue),
      "required": .bool(parameter.isRequired), "description": .string(parameter.description),
      "default": parameter.defaultValue ?? .null,
      "values": parameter.values.map { .array($0) } ?? .null,
      "min": parameter.minimum.map { .number(JSONNumber($0)) } ?? .null,
      "max": parameter.maximum.map { .number(JSONNumber($0)) } ?? .null,
      "modes": .array(parameter.modes.map { .string($0.rawValue) }),
      "only_at": parameter.onlyAt.map { .string($0) } ?? .null,
      "section": .string(parameter.section),
    ]
  }

  private var sizes: JSON {
    let custom = model.sizes.custom.map { range -> JSON in
      ["min": .integer(range.lowerBound), "max": .integer(range.upperBound)]
    }
    return [
      "model": .string(model.id), "auto": .bool(model.sizes.takesAuto), "custom": custom ?? .null,
      "rows": .array(
        model.sizes.rows.map { row in
          [
            "width": .integer(row.pixels.width), "height": .integer(row.pixels.height),
            "aspect_ratio": .string(row.ratio.text), "resolution": .string(row.tier.name),
          ]
        }
      ),
    ]
  }
}
