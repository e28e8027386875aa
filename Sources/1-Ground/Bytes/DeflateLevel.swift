/// The effort with which deflate looks for repeats.
package enum DeflateLevel: Sendable, CaseIterable {
  /// No compression at all.
  case stored
  /// The first repeat found is taken.
  case fast
  case standard
  case best

  /// How many earlier places are compared.
  var chain: Int {
    switch self {
    case .stored: 0
    case .fast: 4
    case .standard: 24
    case .best: 512
    }
  }

  /// A repeat this long is good enough to stop searching.
  var enough: Int { self == .fast ? 16 : self == .standard ? 96 : 258 }

  /// Whether a repeat waits for a longer one at the next byte.
  var isLazy: Bool { self != .fast }
}
