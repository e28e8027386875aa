import CanonicalJSON
import Contract
import Parity
import Reports
import Terminal

/// The forms in which a comparison is written.
enum ParityForm: String, CaseIterable {
  case text
  case json
  case markdown
  case html

  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  func text(_ tables: [ModelParity], style: TextStyle, columns: Int) -> String {
    switch self {
    case .text: ParityText(style: style, columns: columns).text(tables)
    case .json: JSON.array(tables.map(\.json)).text(.pretty) + "\n"
    case .markdown: ParityMarkdown().text(tables)
    case .html: ParityHTML().text(tables)
    }
  }
}

extension ParityForm {
  func text(_ parity: GatewayParity, style: TextStyle) -> String {
    switch self {
    case .text: GatewayParityText(style: style).text(parity)
    case .json: parity.json.text(.pretty) + "\n"
    case .markdown: GatewayParityMarkdown().text(parity)
    case .html: GatewayParityHTML().text(parity)
    }
  }
}

/// A form and where it goes, read from `KIND=FILE`.
struct ParitySink {
  let form: ParityForm
  let place: Destination

  init(_ word: String) throws(VerbError) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let form = ParityForm(rawValue: parts[0]) else {
      throw .notAReport(word, kinds: ParityForm.allCases.map(\.rawValue))
    }
    self.form = form
    place = Destination(parts[1])
  }
}
