import Bytes
import Exchanges
import HTTPMessages

/// Lets the URLs of known hosts lead through one origin, and back.
struct HostRewriter {
  let hosts: ServiceHosts
  let origin: String

  /// The text before a host in a path here.
  static let path = "/via/"

  /// `https://fal.media/x` to `http://127.0.0.1:4023/via/fal.media/x`, in both spellings of JSON.
  func inward(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "h"), let (host, end) = host(in: bytes[index...]) else {
        text.append(bytes[index])
        index += 1
        continue
      }
      text += (origin + HostRewriter.path + host).utf8
      index = end
    }
    return text
  }

  /// The other way.
  func outward(_ bytes: [UInt8]) -> [UInt8] {
    let here = Array((origin + HostRewriter.path).utf8)
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == here.first, bytes[index...].starts(with: here) {
        text += "https://".utf8
        index += here.count
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return text
  }

  private func host(in bytes: ArraySlice<UInt8>) -> (host: String, end: Int)? {
    for scheme in HostRewriter.schemes where bytes.starts(with: scheme) {
      let host = bytes.dropFirst(scheme.count).prefix { byte in
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte || byte == 0x2D || byte == 0x2E
      }
      let name = String(decoding: host, as: UTF8.self)
      return hosts.prefix(ofAuthority: name).isEmpty ? nil : (name, host.endIndex)
    }
    return nil
  }

  private static let schemes = ["https://", "https:\\/\\/"].map { Array($0.utf8) }
}
