import Catalog

/// Where a file that a client hands in stands, and how it is fetched.
struct UploadedFile {
  /// Below `/media`, as the paths of requests are read.
  let path: String

  /// Only the last part of a name counts, for it may hold slashes; `id` keeps files of one name apart.
  init(id: some StringProtocol, name: String) {
    path = "uploads/\(id)/\(name.split(separator: "/").last ?? "upload.bin")"
  }

  /// The URL that leads to it; names may hold bytes that no URL does.
  func url(at origin: String) -> String {
    let parts = path.split(separator: "/").map { UploadedFile.escaped($0) }
    return "\(origin)/\(Provider.media)/\(parts.joined(separator: "/"))"
  }

  private static func escaped(_ part: Substring) -> String {
    part.utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: text.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~".utf8.contains(byte): text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
