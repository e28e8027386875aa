package import CanonicalJSON
package import Catalog
package import HTTPMessages

/// An answer that a provider streams as events: drafts first, and at the end what it would have answered at once.
package struct ProviderStream: Sendable {
  package enum Part: Sendable, Equatable {
    case draft(Draft)
    /// The answer, laid out as the provider's pointers have it.
    case answer(JSON)
    /// A refusal that came while the work went on.
    case refusal(JSON)
  }

  /// A picture that is not finished, and what its event says of it.
  package struct Draft: Sendable, Equatable {
    package let picture: String
    /// Its number, from 0.
    package let index: Int
    package let quality: String?
    package let background: String?
  }

  private let provider: Provider
  private var parser: ServerSentEventParser

  package init(of provider: Provider, limit: Int) {
    self.provider = provider
    parser = ServerSentEventParser(limit: limit)
  }

  /// Whether an answer is such a stream.
  package static func isOne(_ fields: HTTPFields) -> Bool {
    fields[.contentType].flatMap { HTTPMediaType($0) }?.essence == HTTPMediaType.eventStream.essence
  }

  /// What some more bytes complete, in order; events that say nothing of pictures are passed over.
  package mutating func feed(
    _ bytes: ArraySlice<UInt8>
  ) throws(ServerSentEventTooLong) -> [Part] {
    try parser.feed(bytes).compactMap(part)
  }

  private func part(_ event: ServerSentEvent) -> Part? {
    guard let data = try? JSON(parsing: event.data) else { return nil }
    let type = data["type"]?.stringValue ?? event.event ?? ""
    if event.event == "error" || data["error"]?.objectValue != nil {
      return .refusal(data["error"] == nil ? ["error": data] : data)
    }
    guard let picture = data["b64_json"]?.stringValue else { return nil }
    if type.hasSuffix(".partial_image") {
      return .draft(
        Draft(
          picture: picture,
          index: data["partial_image_index"]?.intValue ?? 0,
          quality: data["quality"]?.stringValue,
          background: data["background"]?.stringValue
        )
      )
    }
    return type.hasSuffix(".completed") ? .answer(answer(data, picture)) : nil
  }

  /// The event's members with the picture where a whole answer has it.
  private func answer(_ data: JSON, _ picture: String) -> JSON {
    let place = provider.pointers[.picture]?.first ?? JSONPointer()
    let element = JSON.object([:]).placing(.string(picture), at: place)
    var members = data.objectValue ?? [:]
    members["b64_json"] = nil
    return JSON.object(members)
      .placing([element], at: provider.pointers[.output]?.first ?? JSONPointer())
  }
}
