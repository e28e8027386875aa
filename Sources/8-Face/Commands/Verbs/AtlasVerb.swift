import Atlas
import Bytes
import CanonicalJSON
import Contract
import Files
import Terminal

extension Verb {
  static let atlas = Verb(
    name: "atlas",
    operands: .atLeast(1, "REPORT…"),
    summary: "makes a site of JSON reports: gateways in their versions, requirement by requirement",
    options: Options(AtlasVerb.folder),
    examples: [
      .outside(
        "atlas litellm-1.105.json litellm-1.106.json --out site",
        "two versions side by side; open site/index.html"
      ),
      .outside(
        "atlas tonight.json site/atlas.json --out site",
        "one run more, beside all that the site knows already"
      ),
    ],
    run: AtlasVerb.run
  )
}

private enum AtlasVerb {
  static let folder = Option.text("out FOLDER", "where the site goes; what else is there stays")

  static func run(_ call: Invocation) throws -> ExitCode {
    guard let out = call[folder] else {
      throw UsageError.missingCompanion(option: "atlas", needs: "--out FOLDER")
    }
    let layers = try call.goldenLayers()
    let contract = try layers.requirements()
    let bugs = try layers.bugReports(heldTo: contract)
    var reader = SheetReader(contract: contract, bugs: bugs)
    for file in call.operands {
      let node = try JSONNode(parsing: call.folder.bytes(at: file), file: file)
      try reader.read(node.value, from: file)
    }
    let atlas = Atlas(reader.sheets, contract: contract, bugs: bugs)
    let site = Folder(call.absolute(out))
    for part in AtlasSite(atlas).parts { try site.write(Array(part.text.utf8), to: part.name) }
    tell(of: atlas, call, in: out)
    return .success
  }

  private static func tell(of atlas: Atlas, _ call: Invocation, in out: String) {
    let index = "\(Folder(out).path(of: "index.html"))"
    if call.wantsJSON {
      return call.console.write(atlas.json(index: index).text(.pretty) + "\n")
    }
    guard !call.isQuiet else { return }
    let versions = atlas.sheets.count.counted("version")
    let gateways = atlas.gateways.count.counted("gateway")
    call.console.show("wrote \(index): \(versions) of \(gateways)\n")
    call.console.show(
      call.console.table(atlas.sheets.map { ($0.title, atlas.levelBadge($0).message) })
    )
  }
}
