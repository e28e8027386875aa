package import Files
package import Contract
import Bytes
import Catalog
package import Conformance
import Exchanges
import HTTPMessages

/// The gateway that a session is about.
package enum GatewayChoice: Sendable {
  case reference
  /// The folder is the profile's own; a gateway that only a URL tells of has none.
  case foreign(GatewayProfile, folder: Folder?)

  /// Reads how a call names a gateway: a URL, a profile's file, the name of a profile of the contract or of the
  /// user's folder, or `reference`.
  ///
  /// Without a name the user's own `gateway.json` speaks, and the reference where there is none; beside a URL
  /// it says all but the base. `shown` is how
  /// a path is called in messages.
  package init(
    _ name: String?,
    _ sources: CaseSources,
    workingDirectory: Folder,
    shown: (String) -> String
  ) throws {
    let reader = ProfileReader(
      offers: sources.catalog.offers.map(\.offer.key),
      requirements: sources.requirements.all.map(\.id),
      citations: sources.requirements.citations,
      providers: sources.catalog.everyProvider
    )
    func read(_ folder: Folder, _ file: String, name: String) throws -> GatewayChoice {
      var profile = try reader.profile(
        parsing: folder.bytes(of: file),
        file: shown(folder.path(of: file)),
        name: name
      )
      profile.file = file
      return .foreign(profile, folder: folder)
    }
    func own() throws -> GatewayChoice? {
      guard let project = sources.layers.project, project.contains("gateway.json") else {
        return nil
      }
      return try read(project, "gateway.json", name: "gateway")
    }
    switch name {
    case "reference"?: self = .reference
    case nil: self = try own() ?? .reference
    case let text? where text.contains("://"):
      self = try GatewayChoice.at(text, beside: own)
    case let file? where file.hasSuffix(".json"):
      let path = file.hasPrefix("/") ? file : workingDirectory.path(of: file)
      let slash = path.lastIndex(of: "/") ?? path.startIndex
      let name = String(path[slash...].dropFirst().dropLast(5))
      self = try read(Folder(String(path[..<slash])), name + ".json", name: name)
    case let name?:
      let folder = try GatewayChoice.folder(ofProfile: name, sources.layers)
      self = try read(folder, "\(name).json", name: name)
    }
  }

  /// The gateway at a URL; beside a profile that says only where it is, and that it runs already.
  private static func at(
    _ text: String,
    beside own: () throws -> GatewayChoice?
  ) throws -> GatewayChoice {
    guard HTTPURL(text)?.hostAndPort != nil else {
      throw SessionError.notAURL(option: "--gateway", value: text)
    }
    let base = HTTPURL.base(text)
    guard case .foreign(var profile, let folder)? = try own() else {
      return .foreign(GatewayProfile(name: base, base: base), folder: nil)
    }
    profile.base = base
    profile.process.start = []
    return .foreign(profile, folder: folder)
  }

  /// Where a profile of this name lies: in the user's folder, else in the contract.
  private static func folder(
    ofProfile name: String,
    _ layers: GoldenLayers
  ) throws(SessionError) -> Folder {
    let names = profileNames(layers)
    if names.contains(name),
      let folder = profileFolders(layers).first(where: { $0.contains("\(name).json") })
    {
      return folder
    }
    throw .unknownGateway(
      name,
      suggestion: Suggestion.nearest(to: name, among: ["reference"] + names)
    )
  }

  /// The names of all profiles in the user's folder and in the contract.
  package static func profileNames(_ layers: GoldenLayers) -> [String] {
    // What people have reported of gateways lies among their profiles, and is none.
    profileFolders(layers).flatMap { $0.files(under: "", suffix: ".json") }
      .filter { "golden/gateways/\($0)" != BugReport.file }.map { String($0.dropLast(5)) }
  }

  private static func profileFolders(_ layers: GoldenLayers) -> [Folder] {
    [layers.project, layers.contract].compactMap { $0 }
      .map { Folder($0.path(of: "golden/gateways")) }
  }
}

extension GatewayChoice {
  package var profile: GatewayProfile? {
    if case .foreign(let profile, _) = self { return profile }
    return nil
  }

  /// Where its expected failures stand: beside its profile, else in the user's folder.
  package func baselineFile(_ layers: GoldenLayers) -> BaselineFile? {
    guard case .foreign(let profile, let folder) = self else { return nil }
    return (folder ?? layers.project).map { BaselineFile(profile.expectedFile, in: $0) }
  }

  /// The folder and the name of its profile; nil where no file tells of it.
  package var profileFile: (folder: Folder, name: String)? {
    guard case .foreign(let profile, let folder?) = self, let file = profile.file else {
      return nil
    }
    return (folder, file)
  }

  package var name: String { profile?.name ?? "reference" }

  /// As its profile tells it.
  package var version: String? { profile?.version }

  /// The demands that it is held to: all of them where it is the reference, or where the call asks for that.
  package func strictness(isStrict: Bool) -> Strictness {
    guard let profile, !isStrict else { return .reference }
    return Strictness(
      isReference: false,
      claimsOpenAI: profile.claims.openAI,
      policies: profile.policies,
      answers: profile.rulings
    )
  }

  /// How many cases run at a time where the call doesn't say: most of them wait, for polls and for the ends of faults.
  package func jobs(asked: Int?) -> Int {
    profile?.correlation == .serial ? 1 : asked ?? 16
  }
}
