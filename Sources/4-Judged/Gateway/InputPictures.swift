import CanonicalJSON
import Catalog
import Images
import Normalization
import Providers

/// The client's pictures on their way to a provider.
struct InputPictures: Sendable {
  var pictures: [Picture] = []
  var mask: Picture?

  /// The URLs that stand for the pictures in a provider's input, once they have been handed in.
  struct HandedIn: Sendable {
    var urls: [String]
    var mask: String?

    /// Puts them where the plan left room.
    func filling(_ input: JSONObject, of attempt: Attempt) -> JSONObject {
      var input = input
      if let mask, input["mask"] == Placeholder.mask { input["mask"] = .string(mask) }
      guard let images = attempt.operation.images, !urls.isEmpty else { return input }
      return images.placing(urls.map { .string($0) }, in: input)
    }
  }

  /// Hands all pictures in, each once for all calls of an attempt.
  func handIn(
    through client: ProviderClient,
    by dialect: ProviderDialect
  ) async throws -> HandedIn {
    var urls: [String] = []
    for (index, picture) in pictures.enumerated() {
      urls.append(try await client.handIn(file(picture, "image-\(index + 1)"), by: dialect))
    }
    var handed = HandedIn(urls: urls)
    if let mask { handed.mask = try await client.handIn(file(mask, "mask"), by: dialect) }
    return handed
  }

  private func file(_ picture: Picture, _ name: String) -> ProviderFile {
    ProviderFile(
      name: "\(name).\(picture.format.fileExtension)",
      mediaType: picture.format.mediaType,
      bytes: picture.bytes
    )
  }
}
