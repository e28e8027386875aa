import Bytes
import CanonicalJSON
import HTTPMessages
import Images

/// An input picture as the provider got it: by data URI, by URL, or by an upload's URL.
struct ReceivedPicture: Sendable, Equatable {
  /// Which of the client's pictures it shows, from 0; nil where it shows none of them.
  var index: Int?
  /// Whether it came bit for bit.
  var isExact: Bool
  /// What it was called; nil where nothing calls it anything.
  var mediaType: String?

  /// How expectations name it.
  var name: JSON { .string(index.map { "<image \($0 + 1)>" } ?? "<no picture of the client's>") }

  /// Looks at what stands in a provider's input.
  init(at url: String, among sent: [ClientPicture], by witness: WireWitness) async {
    let (bytes, type) = await ReceivedPicture.content(at: url, by: witness)
    mediaType = type
    let index = sent.firstIndex { $0.bytes == bytes }
    isExact = index != nil
    self.index = index ?? ReceivedPicture.likeness(of: bytes, among: sent)
  }

  private static func content(
    at url: String,
    by witness: WireWitness
  ) async -> (bytes: [UInt8], type: String?) {
    if url.hasPrefix("data:") {
      let text = url.drop { $0 != "," }.dropFirst()
      let type = url.dropFirst(5).prefix { $0 != ";" && $0 != "," }
      return ((try? Base64.decode(String(text))) ?? [], type.isEmpty ? nil : String(type))
    }
    guard url.contains("://") else { return ((try? Base64.decode(url)) ?? [], nil) }
    guard let (response, body) = try? await witness.fetch(url) else { return ([], nil) }
    return (body, response.fields[.contentType])
  }

  /// Whether it was called what it is, if it was called anything that is a picture's type.
  func isTruthful(among sent: [ClientPicture]) -> Bool {
    guard let index, let type = mediaType?.lowercased(), type.hasPrefix("image/") else {
      return true
    }
    return type.replacing("image/jpg", with: "image/jpeg").hasPrefix(sent[index].mediaType)
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
