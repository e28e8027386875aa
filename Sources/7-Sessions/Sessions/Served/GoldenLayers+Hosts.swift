import CanonicalJSON
package import Contract
import Files
import HTTPMessages

extension GoldenLayers {
  /// The hosts by which the project's profile calls what is served to its gateway.
  package var hostsOfProfile: [String] {
    guard let project, let profile = try? JSON(parsing: project.bytes(of: "gateway.json")) else {
      return []
    }
    return [profile["base"], profile["upstream"]?["url"]].compactMap { url in
      url?.stringValue.flatMap(HTTPURL.init)?.hostAndPort?.host.lowercased()
    }
  }
}
