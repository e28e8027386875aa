import Contract
import Bytes
import CanonicalJSON
import Catalog
import Images

/// A picture made small enough for a report.
enum Thumbnail {
  private static let side = 240
  /// Bytes above which what is lost by JPEG costs less than it saves.
  private static let largestPNG = 24_000
  /// Larger pictures would cost a failing run more than they tell.
  private static let pixelLimit = 1 << 23

  /// A data URL; nil where the bytes are no picture that can be read.
  static func dataURL(of bytes: [UInt8]) -> String? {
    guard let bitmap = try? Image.decode(bytes, pixelLimit: pixelLimit) else { return nil }
    let small = bitmap.shrunk(toSide: side)
    let png = PNGEncoder.encode(small)
    guard png.count > largestPNG, let jpeg = try? JPEGEncoder.encode(small, quality: 80) else {
      return "data:image/png;base64,\(Base64.encode(png))"
    }
    return "data:image/jpeg;base64,\(Base64.encode(jpeg))"
  }

  /// Size, format and bytes: `1183×887 png, 48213 bytes`.
  static func words(for bytes: [UInt8]) -> String {
    let probe = Image.probe(bytes)
    let format = probe.format.map { " \($0)" } ?? ""
    return "\(probe.shown.width)×\(probe.shown.height)\(format), \(bytes.count) bytes"
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
      var notes: JSONObject = [
        "actual": .string(url), "actual_is": .string(Thumbnail.words(for: shown[number].bytes)),
      ]
      if let original = await original(of: number), original != shown[number].bytes,
        let url = Thumbnail.dataURL(of: original)
      {
        notes["expected"] = .string(url)
        notes["expected_is"] = .string(Thumbnail.words(for: original))
      }
      mismatches[place].notes["pictures"] = .object(notes)
      illustrated[index].outcome = .unmet(mismatches)
    }
    return illustrated
  }

  /// The picture that the provider made for a place of the answer; nil where it can't be told.
  private func original(of number: Int) async -> [UInt8]? {
    let urls = callsBySeed.flatMap(\.pictures)
    guard urls.count == items.count, urls.indices.contains(number),
      let bytes = try? await delivered(at: urls[number])
    else { return nil }
    return bytes
  }
}
