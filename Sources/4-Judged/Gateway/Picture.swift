import Bytes
import Catalog
import HTTPMessages
import Images
import Normalization
import Providers

/// A picture as it is handed to the client: whole, and of a format that is known.
struct Picture: Sendable, Equatable {
  var bytes: [UInt8]
  var format: ImageFormat
  /// The pixels that a viewer shows; nil where the format does not tell yet.
  var size: PixelSize?

  /// Takes what a provider delivered, and refuses what is no whole picture.
  init(_ bytes: [UInt8], from provider: String) throws(ProviderFailure) {
    let probe = Image.probe(bytes)
    guard let format = probe.format, probe.verdict == .sound else {
      throw ProviderFailure(
        provider: provider,
        kind: .unreadable,
        message: "a picture that is \(probe.verdict.rawValue)"
      )
    }
    self.init(bytes: bytes, format: format, shown: probe.shown)
  }

  /// The same, away from the loop where there are many bytes to look through.
  static func delivered(_ bytes: [UInt8], by provider: String) async throws -> Picture {
    try await Aside.run(over: bytes.count) { try Picture(bytes, from: provider) }
  }

  private init(bytes: [UInt8], format: ImageFormat, shown: PixelSize) {
    self.bytes = bytes
    self.format = format
    size = shown.width > 0 ? shown : nil
  }

  /// Does what the plan wants done to pictures that come back; leaves the loop for it.
  func converted(_ output: OutputPlan) async throws -> Picture {
    guard let name = output.convertsTo, let format = ImageFormat(mediaType: "image/\(name)") else {
      return self
    }
    guard format != self.format || output.quality != nil else { return self }
    let encoded: [UInt8]
    do {
      encoded = try await Aside.run(over: .max) {
        let bitmap = try Image.decode(bytes)
        try Task.checkCancellation()
        return try Image.encode(bitmap, as: format, quality: output.quality ?? 90)
      }
    } catch let error as CancellationError {
      throw error
    } catch {
      throw GatewayError(.internalError, "the picture could not be converted to \(name)")
    }
    return Picture(bytes: encoded, format: format, shown: Image.probe(encoded).shown)
  }
}
