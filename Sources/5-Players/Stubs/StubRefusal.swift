/// Why a stub gives no picture; each provider says it in its own words.
enum StubRefusal: Error, Sendable, Equatable {
  enum Credentials: Sendable, Equatable {
    case missing
    case malformed
  }

  case unauthenticated(Credentials)
  case unknownPath(String)
  case unknownModel(String)
  case unknownWork
  case wrongMethod
  /// The body is no JSON object; the text says where it fails.
  case malformedBody(String)
  case invalidInput([InputViolation])
  /// An input picture that can't be fetched or read.
  case badPicture(field: String, BadPicture)
  case moderated
  /// The work was taken and came to nothing.
  case failed
  /// An error that a fault directive asks for by the provider's name of it.
  case named(String)
  /// A status that a fault directive asks for.
  case forced(status: Int, retryAfter: Int?)
  /// A fault directive that can't be followed.
  case badDirective(String)

  enum BadPicture: Sendable, Equatable {
    case unreachable
    case unreadable
    case badDataURI
  }
}
