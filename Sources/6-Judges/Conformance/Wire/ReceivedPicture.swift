import Bytes
import CanonicalJSON
import Images

/// An input picture as the provider got it: by data URI, by URL, or by an upload's URL.
struct ReceivedPicture: Sendable, Equatable {
  /// Which of the client's pictures it shows, from 0; nil where it shows none of them.
  var index: Int?
  /// Whether it came bit for bit.
  var isExact: Bool

  /// How expectations name it.
  var name: JSON { .string(index.map { "<image \($0 + 1)>" } ?? "<no picture of the client's>") }

  /// Looks at what stands in a provider's input.
  init(at url: String, among sent: [ClientPicture], by witness: WireWitness) async {
    let bytes = await ReceivedPicture.bytes(at: url, by: witness)
    let index = sent.firstIndex { $0.bytes == bytes }
    isExact = index != nil
    self.index = index ?? ReceivedPicture.likeness(of: bytes, among: sent)
  }

  private static func bytes(at url: String, by witness: WireWitness) async -> [UInt8] {
    if url.hasPrefix("data:") {
      let text = url.drop { $0 != "," }.dropFirst()
      return (try? Base64.decode(String(text))) ?? []
    }
    return (try? await witness.fetch(url))?.body ?? []
  }

  /// The picture that looks the same although it was written anew.
  private static func likeness(of bytes: [UInt8], among sent: [ClientPicture]) -> Int? {
    guard let seen = try? Image.decode(bytes) else { return nil }
    return sent.firstIndex { picture in
      guard let own = try? Image.decode(picture.bytes) else { return false }
      return ImageComparison(seen, own).holds(.coarse)
    }
  }
}
