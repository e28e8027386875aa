/// Why a body is no multipart form.
package enum MultipartError: Error, Equatable, CustomStringConvertible {
  /// The Content-Type is another one, or none.
  case notMultipart(String?)
  /// The Content-Type names no boundary, or one that RFC 2046 doesn't allow.
  case noBoundary
  /// Nowhere in the body does a part begin.
  case noOpening
  /// The body ends inside the part of that index, counted from 0.
  case truncated(part: Int)
  /// The part has no Content-Disposition of `form-data` with a name.
  case unnamed(part: Int)
  /// A line of the part's head is no field.
  case malformedHead(part: Int)
  /// A line of the part's head goes on in the next, which RFC 7230 did away with.
  case foldedHead(part: Int)
  /// The part's body is encoded, which RFC 7578 did away with.
  case encoded(part: Int, encoding: String)
  case headTooLong(part: Int, limit: Int)
  case tooManyParts(limit: Int)

  package var description: String {
    switch self {
    case .notMultipart(let type):
      "the body is \(type ?? "of no stated type"); send multipart/form-data"
    case .noBoundary: "the Content-Type has no usable boundary; let the client library set it"
    case .noOpening: "the body never starts a part; its boundary isn't the Content-Type's"
    case .truncated(let part): "the body ends inside part \(part); send it whole"
    case .unnamed(let part):
      "part \(part) has no name; send Content-Disposition: form-data; name=\"…\""
    case .malformedHead(let part): "the head of part \(part) has a line that is no field"
    case .foldedHead(let part):
      "the head of part \(part) has a line that goes on in the next; write each field on one line"
    case .encoded(let part, let encoding):
      "part \(part) is in \(encoding); send its bytes as they are, without Content-Transfer-Encoding"
    case .headTooLong(let part, let limit):
      "the head of part \(part) is longer than \(limit) bytes"
    case .tooManyParts(let limit): "the form has more than \(limit) parts"
    }
  }
}
