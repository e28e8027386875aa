/// A model as its pages describe it, and every offer of it.
package struct Model: Sendable {
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

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The offers that serve `mode`, in the order of the file.
  package func offers(for mode: Mode) -> [Offer] {
    offers.filter { $0.operations[mode] != nil }
  }
}
