import Bytes
package import HTTPMessages

/// Finds the URLs of known origins in bodies, and lets them lead to another one.
package struct URLRewriter: Sendable {
  /// An origin as bodies write it, and the path that stands for it.
  private struct Origin {
    var search: ByteSearch
    var path: [UInt8]
  }

  /// Bytes with gaps: before each piece but the first go the new origin and the path for the old one.
  package struct Pieces: Sendable {
    var pieces: [[UInt8]]
    var paths: [[UInt8]]

    /// The whole, with `origin` in the gaps.
    package func joined(_ origin: [UInt8]) -> [UInt8] {
      var bytes = pieces[0]
      for (path, piece) in zip(paths, pieces.dropFirst()) {
        bytes += origin
        bytes += path
        bytes += piece
      }
      return bytes
    }
  }

  private let origins: [Origin]

  /// Knows the origins in both spellings of JSON, `https://a` and `https:\/\/a`.
  package init(origins: some Sequence<HTTPURL>, hosts: ServiceHosts) {
    var known: [String: String] = [:]
    for url in origins {
      known["\(url.scheme)://\(url.authority)"] = hosts.prefix(ofAuthority: url.authority)
    }
    self.origins = known.sorted { $0.key < $1.key }.flatMap { origin, path in
      [
        origin,
        origin.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/"),
      ]
      .map { Origin(search: ByteSearch(Array($0.utf8)), path: Array(path.utf8)) }
    }
  }

  /// Nil where no URL of a known origin stands in the bytes.
  package func pieces(of bytes: [UInt8]) -> Pieces? {
    var found: [(range: Range<Int>, path: [UInt8])] = []
    for origin in origins {
      var start = 0
      while let place = origin.search.firstIndex(in: bytes, from: start) {
        start = place + origin.search.pattern.count
        if URLRewriter.endsAuthority(bytes, at: start) {
          found.append((place..<start, origin.path))
        }
      }
    }
    guard !found.isEmpty else { return nil }
    var pieces: [[UInt8]] = []
    var end = 0
    for (range, _) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      pieces.append(Array(bytes[end..<range.lowerBound]))
      end = range.upperBound
    }
    let paths = found.sorted { $0.range.lowerBound < $1.range.lowerBound }.map(\.path)
    return Pieces(pieces: pieces + [Array(bytes[end...])], paths: paths)
  }

  package func rewritten(_ bytes: [UInt8], origin: [UInt8]) -> [UInt8] {
    pieces(of: bytes)?.joined(origin) ?? bytes
  }

  package func rewritten(_ text: String, origin: String) -> String {
    String(decoding: rewritten(Array(text.utf8), origin: Array(origin.utf8)), as: UTF8.self)
  }

  /// `https://fal.run` is no beginning of `https://fal.running.example`.
  private static func endsAuthority(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index < bytes.count else { return true }
    return "/\"'?#\\ <>,)\n\r".utf8.contains(bytes[index])
  }
}
