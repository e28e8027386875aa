import CanonicalJSON
import Files

/// The JSON Schemas that come with the contract, one a kind of file.
package struct SchemaFolder {
  private let folder: Folder

  package init(_ layers: GoldenLayers) {
    folder = Folder(layers.contract.path(of: "golden/schemas"))
  }

  package var names: [String] {
    folder.files(under: "", suffix: ".json").map { String($0.dropLast(5)) }
  }

  package func bytes(of name: String) throws -> [UInt8] { try folder.bytes(of: "\(name).json") }

  /// What the files of a schema are, in its own words.
  package func title(of name: String) throws -> String {
    try JSON(parsing: bytes(of: name))["title"]?.stringValue ?? ""
  }
}
