package import Bytes

/// The facts that the bytes of a picture tell without a decoding of its pixels.
package struct ImageProbe: Sendable, Equatable {
  /// Whether the bytes are whole.
  package enum Verdict: String, Sendable {
    case sound
    /// The bytes end before the picture does.
    case truncated
    /// Something inside breaks the format's rules; `detail` says what and where.
    case corrupt
    case notAnImage = "not-an-image"
  }

  /// The colours that a pixel is made of; a palette holds the same ones in fewer bytes.
  package enum Colors: String, Sendable {
    case gray
    case rgb
    case cmyk
  }

  /// Nil where the bytes are no image.
  package var format: ImageFormat?
  /// The size that a viewer shows: after orientation, rotation and clean aperture.
  package var shown = PixelSize(0, 0)
  /// The size of the coded pixels.
  package var stored = PixelSize(0, 0)
  /// Bits of one sample, or of one palette index's colour.
  package var depth = 8
  package var alpha = false
  package var colors = Colors.rgb
  /// What stands in the file beside the pixels.
  package var metadata: Set<ImageMetadata> = []
  package var frames = 1
  package var lossy = false
  package var quality: ImageQuality?
  package var verdict = Verdict.sound
  /// Why the verdict isn't `sound`, with the place; or why it could not be reached by the pixels.
  package var detail: String?

  package init(format: ImageFormat?) { self.format = format }

  /// The colour mode in words: `rgb with alpha, 8 bits`.
  package var mode: String { "\(colors.rawValue)\(alpha ? " with alpha" : ""), \(depth) bits" }

  /// Takes over the reading of one format, and turns what it throws into a verdict.
  init(
    _ format: ImageFormat,
    reading read: (inout ImageProbe) throws(ImageError) -> Void
  ) {
    self.init(format: format)
    do { try read(&self) } catch { note(error) }
  }

  /// Takes over why reading came to no end; what only this decoder can't do is no fault of the bytes.
  mutating func note(_ error: ImageError) {
    switch error {
    case .truncated: fail(.truncated, "\(error)")
    case .tooLarge, .unsupported: detail = detail ?? "the pixels were not read: \(error)"
    case .corrupt, .notAnImage: fail(.corrupt, "\(error)")
    }
  }

  /// The first fault decides; later ones mostly follow from it.
  mutating func fail(_ verdict: Verdict, _ detail: String) {
    guard self.verdict == .sound else { return }
    self.verdict = verdict
    self.detail = detail
  }
}

/// The quality of a lossy file as its header tells it, on the scale of its format.
package struct ImageQuality: Sendable, Equatable {
  /// The meaning of the number.
  package enum Scale: String, Sendable {
    /// The quality 1 to 100 whose standard JPEG tables fit exactly.
    case ijg
    /// The mean of a JPEG's luma table, where no IJG quality fits; finer is less.
    case tableMean = "jpeg-table-mean"
    /// VP8's base quantizer, 0 to 127; finer is less.
    case vp8 = "vp8-base-q"
    /// AV1's `base_q_idx`, 0 to 255; finer is less.
    case av1 = "av1-base-q-idx"
  }

  package var scale: Scale
  package var value: Int

  package init(_ scale: Scale, _ value: Int) {
    self.scale = scale
    self.value = value
  }

  /// Whether this picture was quantized more finely; nil where the scales can't be compared.
  package func isFiner(than other: ImageQuality) -> Bool? {
    guard scale == other.scale else { return nil }
    return scale == .ijg ? value > other.value : value < other.value
  }
}
