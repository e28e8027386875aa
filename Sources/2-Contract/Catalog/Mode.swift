/// The kind of work that a request asks a model to do.
package enum Mode: String, Sendable, Hashable, CaseIterable {
  case textToImage = "t2i"
  case edit

  /// As error messages name it.
  package var title: String {
    switch self {
    case .textToImage: "text-to-image"
    case .edit: "image-edit"
    }
  }
}
