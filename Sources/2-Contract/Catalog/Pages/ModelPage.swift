package import Bytes
import CanonicalJSON

/// What one published page says of a model, as far as the page goes.
package struct ModelPage: Sendable, Equatable {
  package struct Row: Sendable, Hashable {
    package var pixels: PixelSize
    /// `4:3` and `1K`, where the page says them beside the pixels.
    package var ratio: String?
    package var tier: String?

    package init(_ pixels: PixelSize, ratio: String? = nil, tier: String? = nil) {
      self.pixels = pixels
      self.ratio = ratio
      self.tier = tier
    }
  }

  package struct Parameter: Sendable, Equatable {
    package var name: String
    package var type: String?
    package var isRequired = false
    package var defaultValue: String?
    package var values: [String]?
    /// Nil where the page does not tell modes apart.
    package var modes: Set<Mode>?
    package var onlyAt: String?
    package var description: String?
    /// Whether the page says all of it: a page may be cut in the middle.
    package var isWhole = true

    package init(_ name: String) { self.name = name }
  }

  package struct Offer: Sendable, Equatable {
    package var key: String
    package var endpoint: String?
    /// In US dollars a picture; nil where it is billed otherwise, or the page is silent.
    package var price: Double?

    package init(_ key: String, endpoint: String? = nil, price: Double? = nil) {
      self.key = key
      self.endpoint = endpoint
      self.price = price
    }
  }

  /// The parts of a page that say by their silence that something is not there.
  package enum Part: String, Sendable, CaseIterable {
    case sizes
    case custom = "custom sizes"
    case parameters
    case offers
    case aliases
  }

  package var model: String
  /// The parts that the page has whole.
  package var told: Set<Part> = []
  /// In the order of the page's table.
  package var rows: [Row] = []
  package var takesAuto = false
  package var custom: ClosedRange<Int>?
  package var parameters: [Parameter] = []
  package var offers: [Offer] = []
  package var aliases: [String] = []
  /// `family`, `max_resolution`, `status` and the like.
  package var facts: [String: String] = [:]
  /// Whether the text breaks off.
  package var isCut = false

  package init(model: String) { self.model = model }

  package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// The modes of a parameter; what a page does not tell apart holds for all that it supports.
  package func modes(of parameter: Parameter) -> Set<Mode>? {
    parameter.modes ?? facts["supported_modes"].map(Set.init(naming:))
  }
}

extension ModelPage {
  /// A page could not be read.
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case unknownForm(String)

    package var description: String {
      switch self {
      case .unknownForm(let source):
        "\(source) is no page of a model: an llms.txt, the text of an /api page, or what a gateway answers to "
          + "/models/MODEL?schema=true"
      }
    }
  }

  /// Reads every model of a page, in whichever form it is.
  package static func pages(in text: String, of source: String) throws -> [ModelPage] {
    if let json = try? JSON(parsing: Array(text.utf8)) {
      let pages = ModelPage.pages(in: json)
      guard !pages.isEmpty else { throw Fault.unknownForm(source) }
      return pages
    }
    guard let page = ModelPage(text: text) else { throw Fault.unknownForm(source) }
    return [page]
  }

  /// Nil where the text is no page for people to read.
  init?(text: String) {
    guard (try? JSON(parsing: Array(text.utf8))) == nil,
      let page = ModelPage(llmsText: text) ?? ModelPage(apiText: text)
    else { return nil }
    self = page
  }
}

extension Set<Mode> {
  /// The modes that a text names in the words of pages: `T2I`, `Image Edit`.
  init(naming text: String) {
    self = []
    if text.contains("Text to Image") || text.contains("T2I") { insert(.textToImage) }
    if text.contains("Edit") { insert(.edit) }
  }
}

extension StringProtocol {
  /// Without blanks and line ends on either side.
  var bare: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// The parts of a list with commas.
  var listed: [String] { split(separator: ",").map(\.bare).filter { !$0.isEmpty } }
}
