import Bytes
import Catalog
import Conformance
import Findings
import Goldens
import HTTPMessages

/// Which gateway a call is about.
///
/// `--gateway` takes a URL, a profile's file, the name of a profile of the contract or of the user's
/// folder, or `reference`. Without it the user's own `gateway.json` speaks, and the reference where there is none.
enum GatewayChoice: Sendable {
  case reference
  /// The folder is the profile's own; a gateway that only a URL tells of has none.
  case foreign(GatewayProfile, folder: Folder?)

  init(_ call: Invocation, _ layers: GoldenLayers, _ catalog: ModelCatalog) throws {
    let reader = ProfileReader(
      offers: catalog.offers.map(\.offer.key),
      requirements: try layers.requirements().all.map(\.id)
    )
    func read(_ folder: Folder, _ file: String, name: String) throws -> GatewayChoice {
      let profile = try reader.profile(
        parsing: folder.bytes(of: file),
        file: call.shown(folder.path(of: file)),
        name: name
      )
      return .foreign(profile, folder: folder)
    }
    switch call.value("gateway") {
    case "reference"?: self = .reference
    case nil:
      guard let project = layers.project else {
        self = .reference
        return
      }
      self = try read(project, "gateway.json", name: "gateway")
    case let text? where text.contains("://"):
      guard HTTPURL(text) != nil else { throw UsageError.notAURL(option: "--gateway", value: text) }
      let base = text.hasSuffix("/") ? String(text.dropLast()) : text
      self = .foreign(GatewayProfile(name: base, base: base), folder: nil)
    case let file? where file.hasSuffix(".json"):
      let path = call.absolute(file)
      let slash = path.lastIndex(of: "/") ?? path.startIndex
      let name = String(path[slash...].dropFirst().dropLast(5))
      self = try read(Folder(String(path[..<slash])), name + ".json", name: name)
    case let name?:
      let folder = try GatewayChoice.folder(ofProfile: name, layers)
      self = try read(folder, "\(name).json", name: name)
    }
  }

  /// Where a profile of this name lies: in the user's folder, else in the contract.
  private static func folder(
    ofProfile name: String,
    _ layers: GoldenLayers
  ) throws(UsageError) -> Folder {
    let folders = [layers.project, layers.contract].compactMap { $0 }
      .map { Folder($0.path(of: "golden/gateways")) }
    if let folder = folders.first(where: { $0.contains("\(name).json") }) { return folder }
    let names = folders.flatMap { $0.files(under: "", suffix: ".json") }.map { $0.dropLast(5) }
    throw .unknownGateway(
      name,
      suggestion: Suggestion.nearest(to: name, among: ["reference"] + names.map(String.init))
    )
  }

  var isReference: Bool {
    if case .reference = self { return true }
    return false
  }

  var name: String {
    switch self {
    case .reference: "reference"
    case .foreign(let profile, _): profile.name
    }
  }
}
