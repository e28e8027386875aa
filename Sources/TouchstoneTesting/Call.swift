import CanonicalJSON
import Exchanges
import HTTPMessages

/// A request that a stub has received, with the status that it answered.
public struct Call: Sendable {
  public let method: String
  /// Without the query.
  public let path: String
  /// As it came.
  public let body: [UInt8]
  /// What the request asks for: its JSON, or its form's plain fields as strings; absent where it is neither.
  public let input: JSONValue
  /// The files of a form, in their order.
  public let files: [File]
  /// Nil while the answer is awaited, and where the connection was cut instead.
  public let status: Int?
  private let fields: HTTPFields

  /// A file that was sent in a form.
  public struct File: Sendable, Equatable {
    /// The form's field: `image`, `image[]`, `mask`.
    public let field: String
    public let name: String
    public let bytes: [UInt8]
  }

  /// The first field of the request's head with this name, upper or lower case alike.
  public func field(_ name: String) -> String? { fields[HTTPFieldName(name)] }

  init(_ exchange: Exchange) {
    let request = exchange.request
    method = request.method.name
    path = request.target.path
    body = exchange.requestBody
    status = exchange.response?.status.code
    fields = request.fields
    let type = request.fields[.contentType]
    if let parts = try? MultipartPart.all(in: exchange.requestBody, contentType: type) {
      files = parts.filter(\.isFile).map {
        File(field: $0.name, name: $0.filename ?? "", bytes: Array($0.body))
      }
      let scalars = parts.filter { !$0.isFile }
      input = JSONValue(
        .object(JSONObject(scalars.map { .init(name: $0.name, value: .string($0.text)) }))
      )
    } else {
      files = []
      input = JSONValue(try? JSON(parsing: exchange.requestBody))
    }
  }
}
