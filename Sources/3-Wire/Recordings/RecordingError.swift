package import CanonicalJSON

/// Why a recording can't be read or written.
package enum RecordingError: Error, Equatable, CustomStringConvertible {
  case malformed(file: String, JSONError)
  /// The value at `pointer` is not the one that HAR wants there.
  case notHAR(file: String, pointer: String, wanted: String)
  /// The body lies in a file of its own that isn't there.
  case missingBody(file: String, body: String)
  /// A body in an encoding that can't be looked into, so that no rule could vouch for it.
  case encoded(entry: String, encoding: String)
  case badName(String)

  /// Whether it is one exchange that can't be kept, and not the whole or the disk.
  var isOfOneEntry: Bool {
    switch self {
    case .encoded, .notHAR, .missingBody: true
    case .malformed, .badName: false
    }
  }

  package var description: String {
    switch self {
    case .malformed(let file, let error): "\(file) is no JSON: \(error)"
    case .notHAR(let file, let pointer, let wanted):
      "\(file) is no HAR: \(pointer) should be \(wanted)"
    case .missingBody(let file, let body):
      "\(file) names the body \(body), which isn't there; bring both files together"
    case .encoded(let entry, let encoding):
      "\(entry) has a body in \(encoding), which can't be searched for secrets; ask for gzip or identity"
    case .badName(let name):
      "\(name) is no name for a recording: use letters, digits, dots, dashes and slashes"
    }
  }
}
