import HTTPMessages
import Sockets

extension HTTPClientError: SendingError {
  package var isUnsent: Bool {
    switch self {
    case .badAuthority, .privateAddress, .noSecurity, .slowConnect: true
    case .slowAnswer, .slowWhole, .noAnswer: false
    }
  }
}

extension SocketError: SendingError {
  package var isUnsent: Bool {
    switch self {
    case .connectionRefused, .unknownHost, .notAnAddress, .notAPort: true
    case .failed(let call, _): call == "connect" || call == "socket"
    case .addressInUse, .timedOut, .closed, .reset: false
    }
  }
}
