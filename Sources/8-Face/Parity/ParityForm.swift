import CanonicalJSON
package import Terminal

/// The forms in which a comparison is written.
package enum ParityForm: String, CaseIterable {
  case text
  case json
  case markdown
  case html

  package static let list = allCases.map(\.rawValue).joined(separator: ", ")

  package func text(_ tables: [ModelParity], style: TextStyle, columns: Int) -> String {
    switch self {
    case .text: ParityText(style: style, columns: columns).text(tables)
    case .json: JSON.array(tables.map(\.json)).text(.pretty) + "\n"
    case .markdown: ParityMarkdown().text(tables)
    case .html: ParityHTML().text(tables)
    }
  }
}

extension ParityForm {
  package func text(_ parity: GatewayParity, style: TextStyle) -> String {
    switch self {
    case .text: GatewayParityText(style: style).text(parity)
    case .json: parity.json.text(.pretty) + "\n"
    case .markdown: GatewayParityMarkdown().text(parity)
    case .html: GatewayParityHTML().text(parity)
    }
  }
}
