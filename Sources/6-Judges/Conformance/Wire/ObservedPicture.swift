import Contract
import Bytes
import CanonicalJSON
import HTTPMessages
import Images

/// A picture of an answer, fetched or decoded, and looked at.
struct ObservedPicture: Sendable {
  let bytes: [UInt8]
  let probe: ImageProbe
  /// The type that the answer gave it; nil for base64 text, which has no type.
  let contentType: String?

  /// The flaw that keeps a text from being plain base64, as clients decode it.
  static func flaw(of text: String) -> String {
    if text.hasPrefix("data:") { return "begins with \"data:\", which is no base64" }
    if text.contains(where: \.isNewline) { return "has line breaks" }
    if text.contains(where: { $0 == "-" || $0 == "_" }) {
      return "is written in the alphabet of URLs"
    }
    if !text.utf8.count.isMultiple(of: 4) { return "is cut short or not padded" }
    return "is no base64"
  }
}

extension Evidence {
  /// Every picture of the answer; an error where one can't be had.
  func pictures() async throws -> [ObservedPicture] {
    var pictures: [ObservedPicture] = []
    for (index, item) in items.enumerated() {
      pictures.append(try await picture(item, index))
    }
    return pictures
  }

  /// One picture of the answer; an error where it can't be had.
  func picture(at index: Int) async throws -> ObservedPicture {
    try await picture(items[index], index)
  }

  /// The bytes of a picture as a provider answered it: behind a URL, in a data URI, or as bare base64.
  func delivered(at url: String) async throws -> [UInt8] {
    if url.hasPrefix("http://") || url.hasPrefix("https://") {
      return try await fetcher.fetch(url).body
    }
    let text = url.hasPrefix("data:") ? String(url.drop { $0 != "," }.dropFirst()) : url
    return try Base64.decode(text)
  }

  /// The witness that fetches pictures; a plan has none to fetch.
  private var fetcher: WireWitness {
    get throws {
      guard let witness else { throw SessionGap.gateway }
      return witness
    }
  }

  /// The decoder for pictures that this project's own decoders leave out.
  var decoder: ForeignDecoder { witness?.decoder ?? ForeignDecoder { _, _ in nil } }

  private func picture(_ item: JSON, _ index: Int) async throws -> ObservedPicture {
    if let text = item["b64_json"]?.stringValue {
      guard let bytes = try? Base64.decode(text) else {
        throw PictureError.malformed(index, why: ObservedPicture.flaw(of: text))
      }
      return ObservedPicture(bytes: bytes, probe: Image.probe(bytes), contentType: nil)
    }
    guard let url = item["url"]?.stringValue else { throw PictureError.missing(index) }
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw PictureError.notFetchable(index, url: String(url.prefix(40)))
    }
    let (response, bytes) = try await fetcher.fetch(url)
    guard response.status == 200 else {
      throw PictureError.refused(index, status: response.status.code)
    }
    return ObservedPicture(
      bytes: bytes,
      probe: Image.probe(bytes),
      contentType: response.fields["Content-Type"]
    )
  }

  /// Mismatches where a picture has, or a plan promises, other pixels than these; or it can't be had.
  func delivers(width: Int, height: Int) async -> [Mismatch] {
    if plan != nil {
      let pixels: JSON = ["width": .integer(width), "height": .integer(height)]
      return compares(answer?["size"], with: pixels, at: "size", "delivers")
    }
    let pictures: [ObservedPicture]
    do { pictures = try await self.pictures() } catch {
      return [Mismatch(side: .response, pointer: JSONPointer(["data"]), why: "\(error)")]
    }
    return pictures.enumerated().compactMap { index, picture in
      let shown = picture.probe.shown
      guard shown.width != width || shown.height != height else { return nil }
      return Mismatch(
        side: .response,
        pointer: JSONPointer(["data", String(index)]),
        actual: .string("\(shown.width)x\(shown.height)"),
        expected: .string("\(width)x\(height)")
      )
    }
  }
}

/// Why a picture of an answer can't be looked at: the gateway's fault, not the harness's.
enum PictureError: Error, Equatable, CustomStringConvertible {
  case missing(Int)
  case notFetchable(Int, url: String)
  case refused(Int, status: Int)
  case malformed(Int, why: String)

  var description: String {
    switch self {
    case .missing(let index): "data/\(index) has neither url nor b64_json"
    case .notFetchable(let index, let url): "data/\(index) has the url \"\(url)…\", not http"
    case .refused(let index, let status):
      "the url of data/\(index) answers \(status) without credentials"
    case .malformed(let index, let why): "the b64_json of data/\(index) \(why)"
    }
  }
}

/// A picture that no decoder at hand can read, so that nothing can be said of its pixels.
struct Undecodable: Error, CustomStringConvertible {
  let format: ImageFormat
  let feature: String

  var description: String {
    "\(format) with \(feature) needs vips or heif-convert to be decoded, and neither is installed"
  }
}
