/// Where pictures outlast the process: a folder, wherever files can be written.
package protocol PictureStore: Sendable {
  /// Keeps a picture under its name, `<digest>.<extension>`.
  func put(_ bytes: [UInt8], named name: String) throws

  /// The picture of that name with its age; nil where there is none.
  func picture(named name: String) -> (bytes: [UInt8], age: Duration)?
}
