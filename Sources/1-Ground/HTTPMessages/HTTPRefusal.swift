/// Why a message isn't taken.
package enum HTTPRefusal: Error, Hashable, Sendable {
  // Lines.
  case bareLineFeed
  case bareCarriageReturn
  case nul
  // The start line.
  case malformedRequestLine
  case malformedStatusLine
  case malformedTarget
  case unsupportedVersion(String)
  case unsupportedMethod(String)
  case startLineTooLong(limit: Int)
  // Fields.
  case foldedField
  case spaceBeforeColon
  case malformedFieldName
  case controlInField(String)
  case fieldsTooLong(limit: Int)
  case tooManyFields(limit: Int)
  case missingHost
  case repeatedHost
  case malformedHost(String)
  case unknownExpectation(String)
  // The body's length.
  case lengthAndTransferCoding
  case differingLengths
  case malformedLength(String)
  case unsupportedTransferCoding(String)
  case chunkedNotLast
  case malformedChunkSize
  case malformedChunkExtension
  case chunkTooLong
  case missingChunkEnd
  case bodyTooLong(limit: Int)
  // What only the connection knows.
  case endedEarly
  case slowHead
  case slowBody
  case tooManyConnections(limit: Int)
}

extension HTTPRefusal {
  /// The status that a server answers with before it closes the connection.
  package var status: HTTPStatus {
    switch self {
    case .slowHead, .slowBody: 408
    case .bodyTooLong: 413
    case .startLineTooLong: 414
    case .unknownExpectation: 417
    case .fieldsTooLong, .tooManyFields: 431
    case .unsupportedTransferCoding, .unsupportedMethod: 501
    case .tooManyConnections: 503
    case .unsupportedVersion: 505
    default: 400
    }
  }
}

extension HTTPRefusal: CustomStringConvertible {
  package var description: String {
    lineDescription ?? fieldDescription ?? bodyDescription ?? connectionDescription
  }

  private var lineDescription: String? {
    switch self {
    case .bareLineFeed: "a line ends in LF alone; end it in CR LF"
    case .bareCarriageReturn: "a CR stands without its LF"
    case .nul: "a NUL stands in the head"
    case .malformedRequestLine: "the request line isn't METHOD TARGET HTTP/1.1"
    case .malformedStatusLine: "the status line isn't HTTP/1.1 CODE REASON"
    case .malformedTarget: "the request target is neither a path nor an http URL"
    case .unsupportedVersion(let version): "\(version) isn't spoken here; use HTTP/1.1"
    case .unsupportedMethod(let method): "\(method) isn't done here"
    case .startLineTooLong(let limit): "the first line is longer than \(limit) bytes"
    default: nil
    }
  }

  private var fieldDescription: String? {
    switch self {
    case .foldedField: "a field line starts with white space; write each field on one line"
    case .spaceBeforeColon: "white space stands between a field name and its colon"
    case .malformedFieldName: "a field line has no colon or no token for a name"
    case .controlInField(let name): "the value of \(name) holds a control character"
    case .fieldsTooLong(let limit): "the fields are longer than \(limit) bytes"
    case .tooManyFields(let limit): "there are more than \(limit) fields"
    case .missingHost: "there is no Host field"
    case .repeatedHost: "there is more than one Host field"
    case .malformedHost(let host): "the Host field names no host: \(host)"
    case .unknownExpectation(let text): "nothing but 100-continue can be expected, not \(text)"
    default: nil
    }
  }

  private var bodyDescription: String? {
    switch self {
    case .lengthAndTransferCoding: "Content-Length and Transfer-Encoding stand together; send one"
    case .differingLengths: "the Content-Length fields differ"
    case .malformedLength(let text): "the Content-Length isn't a number of bytes: \(text)"
    case .unsupportedTransferCoding(let coding): "the transfer coding \(coding) isn't known"
    case .chunkedNotLast: "chunked isn't the last transfer coding, or stands twice"
    case .malformedChunkSize: "a chunk size isn't a hexadecimal number"
    case .malformedChunkExtension: "what follows a chunk size isn't ;name or ;name=value"
    case .chunkTooLong: "a chunk size is past what a number holds"
    case .missingChunkEnd: "a chunk goes on past its size"
    case .bodyTooLong(let limit): "the body is longer than \(limit) bytes"
    default: nil
    }
  }

  private var connectionDescription: String {
    switch self {
    case .slowHead: "the head of the request took too long"
    case .slowBody: "the body of the request took too long"
    case .tooManyConnections(let limit): "all \(limit) connections are taken; try again later"
    default: "the connection ended in the middle of the message"
    }
  }
}
