import CanonicalJSON
import Exchanges
import HTTPMessages

/// A request that a stub has received, with the status that it answered.
public struct Call: Sendable {
  /// The input of the request: its JSON, or its form's plain fields as strings; absent where it is neither.
  public let input: JSONValue
  /// The files of a form, in their order.
  public let files: [File]
  private let exchange: Exchange

  /// A file that was sent in a form.
  public struct File: Sendable, Equatable {
    /// The form's field: `image`, `image[]`, `mask`.
    public let field: String
    public let name: String
    public let bytes: [UInt8]
  }

  public var method: String { exchange.request.method.name }
  /// Without the query.
  public var path: String { exchange.request.target.path }
  /// As it came.
  public var body: [UInt8] { exchange.requestBody }
  /// Nil while the answer is awaited, and where the connection was cut instead.
  public var status: Int? { exchange.status }

  /// The first field of the request's head with this name, upper or lower case alike.
  public func field(_ name: String) -> String? { exchange.request.fields[HTTPFieldName(name)] }

  init(_ exchange: Exchange) {
    self.exchange = exchange
    let type = exchange.request.fields[.contentType]
    guard let parts = try? MultipartPart.all(in: exchange.requestBody, contentType: type) else {
      input = JSONValue(try? JSON(parsing: exchange.requestBody))
      files = []
      return
    }
    let scalars = parts.filter { !$0.isFile }
    input = JSONValue(
      .object(JSONObject(scalars.map { .init(name: $0.name, value: .string($0.text)) }))
    )
    files = parts.filter(\.isFile).map {
      File(field: $0.name, name: $0.filename ?? "", bytes: Array($0.body))
    }
  }
}
