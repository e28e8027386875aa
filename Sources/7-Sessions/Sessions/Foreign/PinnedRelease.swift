import CanonicalJSON
package import Files
import HTTPMessages

/// A release archive by its address, and by what it must hash to.
package struct PinnedRelease: Sendable, Equatable {
  package let url: String
  package let sha256: String

  /// As pip writes it: `URL#sha256=HEX`; nil where either part is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "#sha256=", omittingEmptySubsequences: false)
    guard parts.count == 2, let url = HTTPURL(String(parts[0]))?.text,
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !PinnedRelease.special.contains($0) }),
      parts[1].count == 64, parts[1].allSatisfy({ $0.isHexDigit && $0.isASCII && !$0.isUppercase })
    else { return nil }
    self.url = url
    sha256 = String(parts[1])
  }

  /// The one that packages name beside the contract; nil where this program came in none.
  package init?(besideContract contract: Folder) {
    guard let bytes = try? contract.bytes(of: "release.json"),
      let json = try? JSON(parsing: bytes),
      let url = json["url"]?.stringValue, let sha256 = json["sha256"]?.stringValue
    else { return nil }
    self.init("\(url)#sha256=\(sha256)")
  }

  /// What would mean something to YAML or to a shell inside of double quotes: `"`, `$`, `\`, `` ` ``.
  private static let special: Set<UInt8> = [0x22, 0x24, 0x5C, 0x60]
}

extension PinnedRelease {
  /// Words that name no release.
  package enum Mistake: Error, Equatable, CustomStringConvertible {
    case notARelease(String)

    package var description: String {
      switch self {
      case .notARelease(let text):
        "'--release' must be the address of an archive with its checksum behind it, "
          + "https://…/touchstone-…-linux-x86_64.tar.gz#sha256=…, not '\(text)'"
      }
    }
  }
}
