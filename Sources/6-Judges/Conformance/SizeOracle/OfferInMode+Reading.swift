package import Bytes
package import CanonicalJSON

extension OfferInMode {
  /// The contract's reading of an ask for a size: what reaches the provider here, and what comes of it.
  package enum SizeReading: Sendable, Equatable {
    case refused
    /// The pixels are nil where the provider or the source picture decides.
    case fields(JSONObject, delivers: PixelSize?)
  }

  /// By the judge's own arithmetic, which shares nothing with the reference's.
  package func sizeReading(of request: JSONObject) -> SizeReading {
    switch oracle.answer(to: request) {
    case .refused: .refused
    case .fields(let fields, .open): .fields(fields, delivers: nil)
    case .fields(let fields, .pixels(let width, let height)):
      .fields(fields, delivers: PixelSize(width, height))
    }
  }
}
