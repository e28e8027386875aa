import CanonicalJSON
import Contract
import Files

/// The JSON Schemas that come with the contract, one a kind of file.
struct SchemaFolder {
  private let folder: Folder

  init(_ layers: GoldenLayers) { folder = Folder(layers.contract.path(of: "golden/schemas")) }

  var names: [String] { folder.files(under: "", suffix: ".json").map { String($0.dropLast(5)) } }

  func bytes(of name: String) throws -> [UInt8] { try folder.bytes(of: "\(name).json") }

  /// What the files of a schema are, in its own words.
  func title(of name: String) throws -> String {
    try JSON(parsing: bytes(of: name))["title"]?.stringValue ?? ""
  }
}
