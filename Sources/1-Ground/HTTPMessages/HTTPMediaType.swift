/// A media type with its parameters: `text/plain; charset=utf-8`.
package struct HTTPMediaType: Sendable, Equatable {
  /// In lower case.
  package var type: String
  /// In lower case.
  package var subtype: String
  package var parameters: HTTPParameters

  package init(_ type: String, _ subtype: String, parameters: HTTPParameters = []) {
    self.type = type
    self.subtype = subtype
    self.parameters = parameters
  }

  /// Nil where `text` has no type and subtype of token letters, or its parameters break off.
  package init?(_ text: String) {
    var scanner = HTTPParameterScanner(text)
    guard let type = scanner.token(), scanner.skip("/"), let subtype = scanner.token(),
      let parameters = scanner.parameters()
    else { return nil }
    self.init(type.lowercased(), subtype.lowercased(), parameters: parameters)
  }

  /// Type and subtype alone: `image/png`.
  package var essence: String { "\(type)/\(subtype)" }

  package var text: String { essence + parameters.text }

  package static let eventStream = HTTPMediaType("text", "event-stream")

  package static func image(_ subtype: String) -> HTTPMediaType {
    HTTPMediaType("image", subtype)
  }
}
