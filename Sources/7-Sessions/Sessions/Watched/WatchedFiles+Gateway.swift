import Conformance
package import Contract
package import Files
import HTTPTransport

extension WatchedFiles {
  /// The files of the gateway that its profile names, and everything that verdicts stand on.
  package init(of subject: GatewayChoice, _ layers: GoldenLayers, in folder: Folder) {
    let own = ["gateway.json", "expected.jsonl", "golden", "catalog", "providers"]
    var files = (subject.profile?.watched ?? []).map {
      $0.hasPrefix("/") ? $0 : folder.path(of: $0)
    }
    if let (folder, name) = subject.profileFile { files.append(folder.path(of: name)) }
    if let project = layers.project { files += own.map(project.path) }
    if folder.ancestry.contains(layers.contract) {
      files.append(layers.contract.path(of: "golden"))
    }
    self.init(files, in: folder, clock: LoopWaiting())
  }
}
