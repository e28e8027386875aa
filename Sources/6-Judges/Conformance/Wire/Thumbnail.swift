import Contract
import Bytes
import CanonicalJSON
import Catalog
import Images

/// A picture made small enough for a report.
enum Thumbnail {
  private static let side = 96
  /// Larger pictures would cost a failing run more than they tell.
  private static let pixelLimit = 1 << 23

  /// A PNG in a data URL; nil where the bytes are no picture that can be read.
  static func dataURL(of bytes: [UInt8]) -> String? {
    guard let bitmap = try? Image.decode(bytes, pixelLimit: pixelLimit) else { return nil }
    let png = PNGEncoder.encode(bitmap.shrunk(toSide: side))
    return "data:image/png;base64,\(Base64.encode(png))"
  }
}

extension Evidence {
  /// The same judgements, with the answer's picture beside whatever is wrong with the answer.
  func illustrating(_ judgements: [Judgement]) async -> [Judgement] {
    var pictures: [ObservedPicture]?
    var illustrated = judgements
    for index in judgements.indices {
      guard case .unmet(var mismatches) = judgements[index].outcome,
        let place = mismatches.firstIndex(where: { $0.side == .response }), !items.isEmpty
      else { continue }
      if pictures == nil { pictures = (try? await self.pictures()) ?? [] }
      let number = mismatches[place].pointer?.tokens.dropFirst().first.flatMap { Int($0) } ?? 0
      guard let shown = pictures, shown.indices.contains(number),
        let url = Thumbnail.dataURL(of: shown[number].bytes)
      else { continue }
      var notes: JSONObject = ["actual": .string(url)]
      if let original = await original(of: number, if: mismatches[place].expected),
        original != shown[number].bytes, let url = Thumbnail.dataURL(of: original)
      {
        notes["expected"] = .string(url)
      }
      mismatches[place].notes["pictures"] = .object(notes)
      illustrated[index].outcome = .unmet(mismatches)
    }
    return illustrated
  }

  /// The picture that the provider delivered for a place of the answer.
  ///
  /// Nil where it can't be told, or has other pixels than those that are expected.
  private func original(of number: Int, if expected: JSON?) async -> [UInt8]? {
    let urls = callsBySeed.flatMap(\.pictures)
    guard urls.count == items.count, urls.indices.contains(number),
      let bytes = try? await delivered(at: urls[number])
    else { return nil }
    guard let pixels = expected?.stringValue.flatMap({ PixelSize($0) }) else { return bytes }
    let shown = Image.probe(bytes).shown
    return pixels == shown ? bytes : nil
  }
}
