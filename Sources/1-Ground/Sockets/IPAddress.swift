#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An IPv4 or IPv6 address.
package struct IPAddress: Hashable, Sendable {
  /// Four or sixteen, first the most significant.
  package let bytes: [UInt8]

  package static let loopback = IPAddress(bytes: [127, 0, 0, 1])
  package static let loopbackV6 = IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1])

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Nil where `text` isn't an address but, say, a name.
  package init?(_ text: String) {
    let isV6 = text.utf8.contains(UInt8(ascii: ":"))
    var bytes = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
    guard unsafe inet_pton(isV6 ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
    self.bytes = bytes
  }

  package var isV6: Bool { bytes.count == 16 }

  /// Whether it leads back to the machine itself.
  package var isLoopback: Bool {
    if self == .loopbackV6 { return true }
    return isV6 ? embeddedV4?.isLoopback ?? false : bytes[0] == 127
  }

  /// Whether only this machine or its own network has it: nothing that a stranger's URL may lead to.
  package var isPrivate: Bool {
    if let inner = embeddedV4 { return inner.isPrivate }
    if isV6 {
      // Unique local, link-local, site-local, multicast; and what leads on to an address of IPv4
      // that stands at no fixed place: translation of a network's own, and Teredo.
      return bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80
        || bytes[0] == 0xFF || bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01])
        || bytes.starts(with: [0x20, 0x01, 0x00, 0x00])
    }
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (192, 168, _), (192, 0, 0): return true
    case (172, 16...31, _), (100, 64...127, _), (198, 18...19, _), (224...255, _, _): return true
    default: return false
    }
  }

  /// The IPv4 address inside `::a.b.c.d`, `::ffff:a.b.c.d`, `::ffff:0:a.b.c.d`, `64:ff9b::a.b.c.d` and 6to4's
  /// `2002::/16`.
  private var embeddedV4: IPAddress? {
    guard isV6 else { return nil }
    if bytes.starts(with: [0x20, 0x02]) { return IPAddress(bytes: Array(bytes[2..<6])) }
    let zeros = [UInt8](repeating: 0, count: 12)
    let prefixes = [
      zeros, zeros[..<10] + [0xFF, 0xFF], zeros[..<8] + [0xFF, 0xFF, 0, 0],
      [0x00, 0x64, 0xFF, 0x9B] + zeros[..<8],
    ]
    guard prefixes.contains(where: { bytes.starts(with: $0) }) else { return nil }
    return IPAddress(bytes: Array(bytes[12...]))
  }
}

extension IPAddress: CustomStringConvertible {
  package var description: String {
    var text = [CChar](repeating: 0, count: 64)
    let family = isV6 ? AF_INET6 : AF_INET
    guard unsafe inet_ntop(family, bytes, &text, 64) != nil else { return "?" }
    return String(
      decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
  }
}

/// An address with a port.
package struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
  package var ip: IPAddress
  package var port: Int

  package init(_ ip: IPAddress, port: Int) {
    self.ip = ip
    self.port = port
  }

  /// As it stands in a URL.
  package var description: String { ip.isV6 ? "[\(ip)]:\(port)" : "\(ip):\(port)" }
}
