package import CanonicalJSON
import Reports

/// A word about a gateway as a small picture, or as the data that shields.io draws one from.
package struct Badge: Sendable, Equatable {
  package enum Tone: String, Sendable {
    case good = "14743a"
    case odd = "8a5a00"
    case bad = "b3202b"
    case calm = "59636e"
  }

  package var label: String
  package var message: String
  package var tone: Tone

  /// The members that shields.io reads: https://shields.io/badges/endpoint-badge .
  package var endpoint: JSON {
    [
      "schemaVersion": 1, "label": .string(label), "message": .string(message),
      "color": .string(tone.rawValue),
    ]
  }

  package var svg: String {
    let (left, right) = (Badge.width(of: label), Badge.width(of: message))
    let name = MarkupText.line("\(label): \(message)")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="20" role="img" aria-label="\(name)">
      <title>\(name)</title>
      <clipPath id="r"><rect width="\(left + right)" height="20" rx="3"/></clipPath>
      <g clip-path="url(#r)">
      <rect width="\(left)" height="20" fill="#444a52"/>
      <rect x="\(left)" width="\(right)" height="20" fill="#\(tone.rawValue)"/>
      </g>
      <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
      <text x="\(left / 2)" y="14" textLength="\(left - 12)">\(MarkupText.line(label))</text>
      <text x="\(left + right / 2)" y="14" textLength="\(right - 12)">\(MarkupText.line(message))</text>
      </g>
      </svg>

      """
  }

  /// As wide as Verdana draws it, about: the text is fitted to it wherever it is drawn.
  private static func width(of text: String) -> Int {
    let units = text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar {
      case "i", "j", "l", "I", "f", "t", "r", ".", ",", ":", ";", "'", "|", "(", ")", " ":
        sum + 45
      case "m", "w", "M", "W", "%", "@": sum + 105
      case "A"..."Z": sum + 80
      default: sum + 69
      }
    }
    return units / 10 + 12
  }
}

extension GroupScore {
  /// The badge of a group; what nobody may do is red as soon as it is done.
  package func badge(_ label: String, isSafety: Bool) -> Badge {
    let tone: Badge.Tone =
      if !isTelling {
        .calm
      } else if isHeld {
        .good
      } else if isSafety || sound * 4 < judged * 3 {
        .bad
      } else {
        .odd
      }
    return Badge(label: label, message: words, tone: tone)
  }
}
