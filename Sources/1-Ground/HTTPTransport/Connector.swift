import Sockets

/// Makes connections: name, guard, addresses one after the other, handshake.
struct Connector: Sendable {
  /// How long one of several addresses may stay silent before the next is tried.
  private static let oneAddress = Duration.seconds(3)

  let options: HTTPClientOptions
  let loop: EventLoop

  func connect(to origin: Origin) async throws -> any ByteStream {
    let deadline = ContinuousClock.now.advanced(by: options.connect)
    let socket = try await open(found(origin.host, deadline), origin, deadline: deadline)
    guard origin.isSecure else { return socket }
    guard let security = options.security else {
      throw HTTPClientError.noSecurity(host: origin.host)
    }
    do {
      let left = ContinuousClock.now.duration(to: deadline)
      return try await security.secure(socket, host: origin.host, within: left)
    } catch SocketError.timedOut {
      throw HTTPClientError.slowConnect(host: origin.host)
    }
  }

  private func found(
    _ host: String,
    _ deadline: ContinuousClock.Instant
  ) async throws -> [IPAddress] {
    do {
      return try await allowed(
        NameResolver.addresses(of: host, on: loop, until: deadline),
        host
      )
    } catch SocketError.timedOut {
      throw HTTPClientError.slowConnect(host: host)
    }
  }

  /// The addresses of a host that may be dialed: they are judged, not the name that stands for them.
  private func allowed(
    _ addresses: [IPAddress],
    _ host: String
  ) throws(HTTPClientError) -> [IPAddress] {
    guard options.addresses == .publicOnly else { return addresses }
    let open = addresses.filter { !$0.isPrivate }
    guard open.isEmpty, let closed = addresses.first else { return open }
    throw .privateAddress(host: host, address: "\(closed)")
  }

  private func open(
    _ addresses: [IPAddress],
    _ origin: Origin,
    deadline: ContinuousClock.Instant
  ) async throws -> SocketStream {
    var failures: [any Error] = []
    for (index, address) in addresses.enumerated() {
      let left = ContinuousClock.now.duration(to: deadline)
      let isLast = index == addresses.count - 1
      do {
        return try await SocketStream.connect(
          to: SocketAddress(address, port: origin.port),
          on: loop,
          within: isLast ? left : min(left, Connector.oneAddress)
        )
      } catch SocketError.timedOut {
        failures.append(HTTPClientError.slowConnect(host: origin.host))
      } catch let error as SocketError {
        failures.append(error)
      }
    }
    throw Connector.mostTelling(failures) ?? SocketError.unknownHost(origin.host)
  }

  /// A refusal by the host says more than that no way leads to one of its addresses; else the first counts.
  static func mostTelling(_ failures: [any Error]) -> (any Error)? {
    let refusal = failures.first { error in
      if case .connectionRefused? = error as? SocketError { true } else { false }
    }
    return refusal ?? failures.first
  }
}
