package import Exchanges
package import Files

/// A search of folders for what must never be written down.
package struct SecretSearch {
  /// How many files were looked into.
  package private(set) var count = 0
  package private(set) var found: [Redactor.Finding] = []

  /// A folder without files is a file itself.
  package init(of folders: [Folder], policy: RedactionPolicy) throws {
    for folder in folders {
      let files = folder.files(under: "", suffix: "")
      for file in files.isEmpty ? [""] : files {
        let bytes = try folder.bytes(of: file)
        count += 1
        found += SecretScan.findings(in: bytes, policy: policy, place: folder.path(of: file))
      }
    }
  }
}
