/// A request that every gateway must refuse, in the terms of the error that the client gets.
package struct RequestFault: Error, Equatable {
  package enum Code: String, Sendable {
    case invalidRequest = "INVALID_REQUEST"
    case modelNotFound = "MODEL_NOT_FOUND"
  }

  package var code: Code
  package var message: String
  /// The parameter to blame.
  package var parameter: String?

  package init(code: Code, message: String, parameter: String?) {
    self.code = code
    self.message = message
    self.parameter = parameter
  }

  package static func invalid(_ parameter: String, _ message: String) -> RequestFault {
    RequestFault(code: .invalidRequest, message: message, parameter: parameter)
  }

  package var status: Int { code == .modelNotFound ? 404 : 400 }
}
