package import Bytes
package import Catalog
package import CanonicalJSON

/// A client's request, free of how it came: the fields of a JSON body or of a form.
package struct PlanRequest: Sendable {
  package var mode: Mode
  /// Everything but pictures, in the order it came.
  package var fields: JSONObject
  /// The shown size of each input picture, where it is known.
  package var sources: [PixelSize?]
  package var hasMask: Bool
  /// A form says everything as text; its known fields are typed by the catalog.
  package var isForm: Bool

  package init(
    mode: Mode,
    fields: JSONObject,
    sources: [PixelSize?] = [],
    hasMask: Bool = false,
    isForm: Bool = false
  ) {
    self.mode = mode
    self.fields = fields
    self.sources = sources
    self.hasMask = hasMask
    self.isForm = isForm
  }

  /// The value of a field the gateway knows; null is as absent.
  func value(_ name: String) -> JSON? {
    guard let value = fields[name], !value.isNull else { return nil }
    return value
  }
}

/// Stand-ins for pictures in a planned input; its sender puts the pictures in.
package enum Placeholder {
  package static func image(_ index: Int) -> JSON { .string("<image \(index + 1)>") }
  package static let mask: JSON = "<mask>"
}
