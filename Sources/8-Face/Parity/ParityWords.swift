import Contract
import CanonicalJSON
import Catalog

/// The words that every form of the table shares.
enum ParityWords {
  /// `−0.9 %` with a true minus; nothing is rounded to a zero that it is not.
  static func percent(_ value: Double) -> String {
    let tenths = tenths(abs(value))
    let sign = tenths == "0.0" ? "±" : value < 0 ? "−" : "+"
    return "\(sign)\(tenths) %"
  }

  /// A cell of the size table without its sign.
  static func text(_ fit: SizeFit, of asked: AskedSize) -> String {
    switch fit.grade {
    case .unsupported: return fit.why ?? "can't be had"
    case .chosen: return "the provider chooses"
    case .exact: return fit.delivers?.text ?? "as asked"
    case .nominal:
      let drift = fit.drift(from: asked).map {
        "  shape \(percent($0.shape)), area \(percent($0.area))"
      }
      return (fit.delivers?.text ?? "?") + (drift ?? "")
    case .nearest:
      let word = fit.word.map { "  as \($0)" } ?? ""
      let off = fit.distance.flatMap { $0 > 0 ? ", \(tenths($0 * 100)) % off" : nil } ?? ""
      return (fit.delivers?.text ?? "?") + word + off
    }
  }

  /// With one decimal.
  static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// The lines of a cell of the parameter table.
  static func lines(_ use: ParameterUse) -> [String] {
    use.parts.enumerated().map { index, part in
      var words = [
        part.field.map { part.kind == .renamed ? "as \($0)" : "\(part.kind.rawValue) to \($0)" }
          ?? part.kind.rawValue
      ]
      if !part.values.isEmpty { words.append(part.values.map(plain).joined(separator: " ")) }
      if index == 0, part.kind != .dropped, part.kind != .refused, let bounds = use.bounds {
        words.append(bounds)
      }
      return words.joined(separator: " ")
    }
  }

  static func plain(_ value: JSON) -> String { value.stringValue ?? value.text() }

  static func title(_ mode: Mode) -> String {
    mode == .edit ? "image edit" : "text to image"
  }

  /// The things that an offer lacks and another gives, as one sentence.
  static func lack(_ parity: ModelParity, at column: Int) -> String? {
    let lacking = parity.lacks(at: column)
    guard !lacking.isEmpty else { return nil }
    let givers = parity.offers.indices.filter { other in
      lacking.allSatisfy { asked in
        parity.sizes.first { $0.asked == asked }?.fits[other].keepsShape ?? false
      }
    }
    let sizes = lacking.map { size -> String in
      if case .row(let row) = size { return row.ratio.text }
      return size.title
    }
    let others = givers.map { parity.offers[$0].key }.joined(separator: " and ")
    let can = others.isEmpty ? "" : "; \(others) can"
    return "\(parity.offers[column].key) can't give \(sizes.joined(separator: ", "))\(can)"
  }
}

extension SizeFit.Grade {
  /// A sign that is told apart without colour.
  var sign: String {
    switch self {
    case .exact: "●"
    case .nominal: "◐"
    case .nearest: "○"
    case .chosen: "◇"
    case .unsupported: "✕"
    }
  }

  /// The verdict whose colour it has.
  var tone: Verdict {
    switch self {
    case .exact: .passed
    case .nominal, .chosen: .differs
    case .nearest: .flaky
    case .unsupported: .failed
    }
  }

  var meaning: String {
    switch self {
    case .exact: "exact: the very pixels"
    case .nominal: "nominal: the shape, in the provider's own pixels"
    case .nearest: "nearest: another shape or scale"
    case .chosen: "chosen by the provider"
    case .unsupported: "not at all"
    }
  }
}

extension ParameterUse {
  var sign: String { isMissing ? "✕" : isWhole ? "●" : "◐" }
  var tone: Verdict { isMissing ? .failed : isWhole ? .passed : .flaky }
}
