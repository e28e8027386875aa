import Bytes
import HTTPMessages

/// A picture that is handed in to a provider.
package struct ProviderFile: Sendable {
  package var name: String
  package var mediaType: String
  package var bytes: [UInt8]

  package init(name: String, mediaType: String, bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
  }

  var dataURI: String { "data:\(mediaType);base64,\(Base64.encode(bytes))" }

  /// How long the data URI is, without writing it.
  var dataURILength: Int { mediaType.utf8.count + 13 + (bytes.count + 2) / 3 * 4 }
}

extension ProviderClient {
  /// Gives the text that stands for a picture in an input: a data URI, or a URL where that would be too long.
  package func handIn(
    _ file: ProviderFile,
    by dialect: ProviderDialect
  ) async throws -> String {
    guard file.dataURILength > dialect.longestDataURI else {
      return try await Aside.run(over: file.bytes.count) { file.dataURI }
    }
    return try await uploaded(file, by: dialect)
  }
}
