/// The gateway's own work on the pictures that come back.
package struct OutputPlan: Sendable, Equatable {
  /// The format to convert to; nil where pictures are passed on as they come.
  package var convertsTo: String?
  /// 0 to 100, for the gateway's own encoder.
  package var quality: Int?
}
