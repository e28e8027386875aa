import Foundation

/// The printed figures of an earlier run, and what has changed since.
struct KeptFigures {
  /// The least and the greatest value of each figure, by benchmark and by what it is of.
  private var ranges: [String: ClosedRange<Double>] = [:]
  private(set) var changes: [String] = []

  init?(file: String) {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    var benchmark = ""
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("  ") else {
        benchmark = String(line)
        continue
      }
      guard let (what, range) = KeptFigures.read(line.dropFirst(2)) else { continue }
      ranges["\(benchmark): \(what)"] = range
    }
  }

  /// Notes a figure whose range and the kept one have nothing in common.
  mutating func compare(_ figure: Figure, of benchmark: String) {
    guard let (what, now) = KeptFigures.read(figure.text[...]) else { return }
    let name = "\(benchmark): \(what)"
    guard let then = ranges[name], !then.overlaps(now) else { return }
    let (old, new) = (then.middle, now.middle)
    changes.append("changed: \(name): \(old.short) → \(new.short) (\((new / old).short) times)")
  }

  /// `WHAT: MEDIAN UNIT (LEAST to GREATEST)`, as `Figure.spread` writes it.
  private static func read(_ line: Substring) -> (what: String, ClosedRange<Double>)? {
    guard let match = line.wholeMatch(of: /(.+): \S+ .+ \((\S+) to (\S+)\)/),
      let least = Double(match.2), let greatest = Double(match.3), least <= greatest
    else { return nil }
    return (String(match.1), least...greatest)
  }
}

extension ClosedRange<Double> {
  fileprivate var middle: Double { (lowerBound + upperBound) / 2 }
}
