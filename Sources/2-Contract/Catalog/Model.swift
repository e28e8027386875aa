import CanonicalJSON
package import Bytes

/// A model as its pages describe it, and every offer of it.
package final class Model: Sendable {
  package let id: String
  package let name: String
  package let creator: String
  package let family: String
  package let status: String
  package let aliases: [String]
  package let tags: [String]
  package let modes: [Mode]
  /// How many pictures an edit may carry.
  package let maxInputImages: Int
  package let maxResolution: PixelSize?
  package let sizes: SizeTable
  package let parameters: [Parameter]
  package let offers: [Offer]
  /// Where its facts stand.
  package let source: String
  /// Guesses of a draft that are not decided yet.
  package let undecided: [Undecided]

  /// Reads and checks one model file whole.
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "id", "name", "creator", "family", "status", "aliases", "tags", "modes", "max_input_images",
      "max_resolution", "sizes", "parameters", "offers", "source", "undecided",
    ])
    id = try node.required("id").string()
    name = try node.optional("name")?.string() ?? id
    creator = try node.optional("creator")?.string() ?? ""
    family = try node.optional("family")?.string() ?? id
    status = try node.optional("status")?.string() ?? "active"
    aliases = try node.optional("aliases")?.strings() ?? []
    tags = try node.optional("tags")?.strings() ?? []
    modes = try node.required("modes").modes()
    maxInputImages = try node.optional("max_input_images")?.int() ?? 0
    maxResolution = try node.optional("max_resolution")?.pixels()
    sizes = try SizeTable(node.required("sizes"))
    parameters = try node.required("parameters").parameters(modes: modes)
    offers = try node.required("offers").offers()
    source = try node.optional("source")?.string() ?? ""
    undecided = try node.optional("undecided")?.undecided() ?? []
  }

  /// The largest picture that it makes, as far as is known.
  package var largestPicture: PixelSize { maxResolution ?? .largest }

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The offers that serve `mode`, in the order of the file.
  package func offers(for mode: Mode) -> [Offer] {
    offers.filter { $0.operations[mode] != nil }
  }
}
