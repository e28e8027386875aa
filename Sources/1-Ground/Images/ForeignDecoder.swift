/// A decoder from outside for what this room leaves out, above all AVIF by other encoders.
///
/// It may run a program such as `vips` or `heif-convert`; nil says that it could not, so that
/// whoever asked reports "not checked" rather than "passed".
package struct ForeignDecoder: Sendable {
  /// The pixels of a whole file as a viewer shows them.
  package var decode: @Sendable (_ bytes: [UInt8], _ format: ImageFormat) async -> Bitmap?

  package init(
    decode: @escaping @Sendable (_ bytes: [UInt8], _ format: ImageFormat) async -> Bitmap?
  ) {
    self.decode = decode
  }
}
