import Bytes
package import CanonicalJSON
package import Images

extension ImageComparison {
  /// How alike two pictures are, in one line.
  package var text: String {
    if isExact { return "the same pixels, \(sizes[0])" }
    guard sizes[0] == sizes[1] else { return "\(sizes[0]) and \(sizes[1]): not the same size" }
    return "\(sizes[0]), brightness PSNR \(hundredths(lumaPSNR)) dB, "
      + "SSIM \(hundredths(similarity * 100)) %, largest difference \(largestDifference)"
  }

  /// The ratio is null where the brightness is equal, because infinity is no JSON.
  package var json: JSON {
    [
      "sizes": .array(
        sizes.map { ["width": .integer($0.width), "height": .integer($0.height)] }
      ),
      "exact": .bool(isExact),
      "largest_difference": .integer(largestDifference),
      "luma_psnr": lumaPSNR.isFinite ? .number(JSONNumber(lumaPSNR)) : .null,
      "ssim": .number(JSONNumber(similarity)),
    ]
  }

  private func hundredths(_ value: Double) -> String {
    guard value.isFinite else { return "∞" }
    let whole = Int((value * 100).rounded())
    return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }
}
