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
  /// How many pictures its page says that it makes at a time; nil where it says nothing of that.
  package let maxOutputImages: Int?
  package let maxResolution: PixelSize?
  /// What goes in and what comes out, in the page's words.
  package let inputModalities: [String]
  package let outputModalities: [String]
  package let sizes: SizeTable
  package let parameters: [Parameter]
  package let offers: [Offer]
  /// Whether its page is known only in part.
  package let isCut: Bool
  /// Where its facts stand.
  package let source: String
  /// Guesses of a draft that are not decided yet.
  package let undecided: [Undecided]

  /// Reads and checks one model file whole.
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "id", "name", "creator", "family", "status", "aliases", "tags", "modes", "max_input_images",
      "max_output_images", "max_resolution", "input_modalities", "output_modalities", "sizes",
      "parameters", "offers", "page", "source", "undecided",
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
    maxOutputImages = try node.optional("max_output_images")?.int()
    maxResolution = try node.optional("max_resolution")?.pixels()
    inputModalities =
      try node.optional("input_modalities")?.strings()
      ?? (modes.contains(.edit) ? ["text", "image"] : ["text"])
    outputModalities = try node.optional("output_modalities")?.strings() ?? ["image"]
    isCut = try node.optional("page")?.word(Page.self) == .cut
    sizes = try SizeTable(node.required("sizes"))
    parameters = try node.required("parameters").parameters(modes: modes)
    offers = try node.required("offers").offers()
    source = try node.optional("source")?.string() ?? ""
    undecided = try node.optional("undecided")?.undecided() ?? []
  }

  private enum Page: String, CaseIterable {
    case whole
    case cut
  }

  /// The largest picture that it makes, as far as is known.
  package var largestPicture: PixelSize { maxResolution ?? .largest }

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The offers that serve `mode`, in the order of the file.
  package func offers(for mode: Mode) -> [Offer] {
    offers.filter { $0.operations[mode] != nil }
  }
}
