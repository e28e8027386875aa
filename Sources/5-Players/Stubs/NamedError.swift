import CanonicalJSON
import HTTPMessages

/// An error body as a provider documents it, or was seen to give it, by the name that directives use.
struct NamedError: Sendable {
  var name: String
  var status: Int
  var body: JSON

  /// The error of this name, or a refusal that lists all names.
  static func find(
    _ name: String,
    among errors: [NamedError]
  ) -> Result<NamedError, UnknownName> {
    guard let error = errors.first(where: { $0.name == name }) else {
      return .failure(UnknownName(name: name, known: errors.map(\.name)))
    }
    return .success(error)
  }

  struct UnknownName: Error, CustomStringConvertible {
    var name: String
    var known: [String]

    var description: String {
      "no error is called \(name) here; there are \(known.joined(separator: ", "))"
    }
  }
}
