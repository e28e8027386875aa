package import Files

/// Where the contract and the user's project are looked for.
package struct FolderSearch: Sendable {
  package var workingDirectory: Folder
  /// The running program, beside which a release keeps its contract.
  package var executable: String?
  /// Where the sources stood when this was built, for `swift run` from elsewhere.
  package var sources: Folder?

  package init(workingDirectory: Folder, executable: String? = nil, sources: Folder? = nil) {
    self.workingDirectory = workingDirectory
    self.executable = executable
    self.sources = sources
  }

  /// The folder that holds `golden` and `recordings`: the named one, else the first place that has them.
  package func contract(named explicit: String? = nil) throws(GoldenError) -> Folder {
    if let explicit {
      let folder = resolve(explicit)
      guard folder.contains(FolderSearch.contractMark) else {
        throw .notAContract(folder: folder.path)
      }
      return folder
    }
    let places = workingDirectory.ancestry + [released, sources].compactMap { $0 }
    guard let found = places.first(where: { $0.contains(FolderSearch.contractMark) }) else {
      throw .noContract(searched: places.map(\.path))
    }
    return found
  }

  /// The user's own folder: the named one, else a `touchstone` folder with a `gateway.json` on the way up.
  package func project(named explicit: String? = nil) throws(GoldenError) -> Folder? {
    if let explicit {
      let folder = resolve(explicit)
      guard folder.contains(FolderSearch.projectMark) else {
        throw .notAProject(folder: folder.path)
      }
      return folder
    }
    return workingDirectory.ancestry
      .map { Folder($0.path(of: "touchstone")) }
      .first { $0.contains(FolderSearch.projectMark) }
  }

  /// The nearest `touchstone/<part>` on the way up, whether or not a gateway stands beside it.
  package func own(_ part: String) -> Folder? {
    workingDirectory.ancestry.map { Folder($0.path(of: "touchstone/\(part)")) }
      .first { $0.contains("") }
  }

  private static let contractMark = "golden/requirements.json"
  private static let projectMark = "gateway.json"

  private var released: Folder? {
    executable.flatMap { Folder($0).parent?.parent }
      .map { Folder($0.path(of: "share/touchstone")) }
  }

  private func resolve(_ path: String) -> Folder {
    Folder(path.hasPrefix("/") ? path : workingDirectory.path(of: path))
  }
}
