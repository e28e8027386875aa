import CanonicalJSON
import HTTPMessages
import Images
import Providers

/// A picture as a client hands it in: at hand, or to be fetched.
enum InputSource: Sendable {
  case picture(Picture)
  case url(String)

  var picture: Picture? {
    guard case .picture(let picture) = self else { return nil }
    return picture
  }

  var url: String? {
    guard case .url(let url) = self else { return nil }
    return url
  }

  /// Reads a file of a form, a picture behind a data URL, or one that was fetched.
  ///
  /// PNG, JPEG and WebP are taken, and only whole ones.
  init(_ bytes: [UInt8], _ name: String) throws(GatewayError) {
    guard let picture = try? Picture(bytes, from: "client"),
      [.png, .jpeg, .webp].contains(picture.format)
    else {
      throw .invalid("Invalid image file provided; send a PNG, JPEG or WebP", name)
    }
    self = .picture(picture)
  }

  /// Reads `{"image_url": …}` with a data URL or the address of a picture.
  init(_ reference: JSON, _ name: String) throws(GatewayError) {
    guard let url = reference["image_url"]?.stringValue else {
      throw .invalid("\(name) takes {\"image_url\": …} with a data URL or an http URL", name)
    }
    switch try? ProviderImage(url, from: "client") {
    case .bytes(let bytes)?: try self.init(bytes, name)
    case .url(let url)? where HTTPURL(url) != nil: self = .url(url)
    default: throw .invalid("image_url is neither a data URL of base64 nor an http URL", name)
    }
  }
}
