import CanonicalJSON
import Catalog

/// The client's wishes about output, read once for all offers.
struct OutputWish {
  let format: String?
  let compression: Int?

  static let lossless: Set<String> = ["png", "gif"]

  /// How `operation` gives it: its fields, what the gateway does after, and what became of each parameter.
  func plan(at operation: Operation) -> (
    fields: JSONObject, output: OutputPlan, treatments: [Treatment]
  ) {
    guard let format else {
      return withoutFormat(operation.qualityField(as: operation.usualFormat))
    }
    let qualityField = operation.qualityField(as: format)
    let native = operation.formats[format]
    let isEncodedHere =
      native == nil
      || (compression != nil && qualityField == nil && !OutputWish.lossless.contains(format))
    if isEncodedHere { return encoded(format, operation) }
    var fields: JSONObject = [operation.formatField: .string(native ?? format)]
    var treatments = [
      Treatment(
        "output_format",
        native == format ? .passthrough : .converted,
        as: operation.formatField
      )
    ]
    if let compression {
      if let qualityField {
        fields[qualityField] = .integer(compression)
        treatments.append(OutputWish.compression(as: qualityField))
      } else {
        treatments.append(Treatment("output_compression", .emulated))
      }
    }
    return (fields, OutputPlan(), treatments)
  }

  private func withoutFormat(
    _ qualityField: String?
  ) -> (fields: JSONObject, output: OutputPlan, treatments: [Treatment]) {
    guard let compression else { return ([:], OutputPlan(), []) }
    guard let qualityField else {
      let treatment = Treatment(
        "output_compression",
        .dropped,
        reason: "the provider has no such field; give output_format to have the gateway encode"
      )
      return ([:], OutputPlan(), [treatment])
    }
    return (
      [qualityField: .integer(compression)], OutputPlan(),
      [OutputWish.compression(as: qualityField)]
    )
  }

  private static func compression(as field: String) -> Treatment {
    Treatment(
      "output_compression",
      field == "output_compression" ? .passthrough : .renamed,
      as: field
    )
  }

  /// Asked of the provider without loss, and encoded once by the gateway.
  private func encoded(
    _ format: String,
    _ operation: Operation
  ) -> (fields: JSONObject, output: OutputPlan, treatments: [Treatment]) {
    let word = operation.formats["png"]
    let fields: JSONObject = word.map { [operation.formatField: .string($0)] } ?? [:]
    var treatments = [
      Treatment("output_format", .emulated, as: word.map { _ in operation.formatField })
    ]
    if compression != nil { treatments.append(Treatment("output_compression", .emulated)) }
    return (fields, OutputPlan(convertsTo: format, quality: compression), treatments)
  }
}

extension Operation {
  /// The field that says how hard a picture of this format is compressed; nil where none may.
  fileprivate func qualityField(as format: String?) -> String? {
    guard let compressedFormats else { return renames["output_compression"] }
    return format.map(compressedFormats.contains) == true ? renames["output_compression"] : nil
  }

  /// The canonical name of the format that comes where none is asked for.
  fileprivate var usualFormat: String? {
    let word = field(formatField)?.defaultValue?.stringValue
    return formats.first { $0.value == word }?.key
  }
}
