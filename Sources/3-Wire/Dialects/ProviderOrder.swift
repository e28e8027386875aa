package import CanonicalJSON
package import Catalog
package import HTTPMessages

/// A client's order to a provider, as its receiver reads it.
package struct ProviderOrder: Sendable {
  /// The whole body, a form as the object that it stands for.
  package let body: JSON
  /// The provider's id of the model, where the body names it.
  package let model: String?
  /// The model's input, its pictures as URLs or data URIs; nil where there is none.
  package let input: JSONObject?

  /// Why a request orders nothing.
  package enum Fault: Error, Sendable, Equatable {
    /// The body can't be read: neither JSON, nor the form that its type promises.
    case unreadable(String)
    case notAnObject
  }

  /// `operations` are what may be meant.
  package init(
    _ body: [UInt8],
    contentType: String?,
    to provider: Provider,
    among operations: [Operation]
  ) throws(Fault) {
    let object = try ProviderOrder.object(body, contentType: contentType, among: operations)
    self.body = .object(object)
    model = provider.text(of: .model, in: self.body)
    var input = provider.input(in: self.body)
    // The model's id is no input of the model's, also where both stand side by side.
    if provider.pointers[.input] == nil, let name = provider.pointers[.model]?.first?.tokens.first {
      input?[name] = nil
    }
    if let field = operations.lazy.compactMap(\.images?.field).first {
      input = input.map { provider.gathered($0, in: field) }
    }
    for field in Set(operations.flatMap { ($0.images?.fields ?? []) + ["mask"] }) {
      if let value = input?[field] { input?[field] = provider.whole(provider.named(value)) }
    }
    self.input = input
  }

  /// The body of a request, a form as the object that it stands for.
  package static func object(
    _ body: [UInt8],
    contentType: String?,
    among operations: [Operation]
  ) throws(Fault) -> JSONObject {
    if contentType?.lowercased().hasPrefix("multipart/") == true {
      do {
        return try FormBody.read(body, contentType: contentType) { name in
          operations.lazy.compactMap { $0.field(name) }.first
        }
      } catch { throw .unreadable(error.description) }
    }
    let json: JSON
    do { json = try JSON(parsing: body) } catch { throw .unreadable(error.description) }
    guard let object = json.objectValue else { throw .notAnObject }
    return object
  }
}

/// An order that is known by its path alone, wherever its provider is played.
package struct ReceivedOrder: Sendable {
  package let provider: Provider
  /// The pairs of offer and mode that may be meant.
  package let operations: [Operation]
  package let input: JSONObject?

  /// Nil where the path orders nothing, or the body can't be read.
  package init?(_ request: HTTPRequest, body: [UInt8], among paths: [OrderPath]) {
    guard let path = paths.first else { return nil }
    let all = paths.filter { $0.provider.name == path.provider.name }.flatMap(\.operations)
    guard
      let order = try? ProviderOrder(
        body,
        contentType: request.fields[.contentType],
        to: path.provider,
        among: all
      )
    else { return nil }
    provider = path.provider
    operations = order.model.map { model in all.filter { $0.endpoint == model } } ?? all
    input = order.input
  }
}
