import Bytes
import CanonicalJSON
package import Drift

/// What is told of a look at providers beside its findings, each line a note.
package enum DriftNotes {
  /// The most kinds of strays that are named.
  private static let mostStrays = 8

  /// The exchanges that tell nothing, and what is known that is most like them; nil where there are none.
  package static func strays(of traffic: TrafficRun.Result, among subjects: [Subject]) -> String? {
    guard traffic.strays > 0 else { return nil }
    let count = "\(traffic.strays) of \(traffic.exchanges) exchanges"
    var text = "note: \(count) belong to no endpoint that is known\n"
    let strays = traffic.unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (name, count) in strays.prefix(mostStrays) {
      let path = name.firstIndex(of: "/").map { String(name[$0...].dropFirst()) } ?? name
      let near = Suggestion.nearest(to: path, among: subjects.map(\.endpoint))
      text += "  \(count) × \(name)\(near.map { "; the nearest known is \($0)" } ?? "")\n"
    }
    let rest = strays.count - mostStrays
    return rest > 0 ? text + "  and \(rest) more\n" : text
  }

  /// What changed for nobody's harm is no finding, and neither are trends.
  package static func harmless(in report: DriftReport) -> [String] {
    let changes = report.changes.filter { $0.standing == .confirmed }.map(\.change)
    let notes = changes.filter { $0.rule.severity == .info }.map { change in
      let values = [change.before, change.after].map { $0?.text() ?? "–" }.joined(separator: " → ")
      return
        "note: \(change.subject): \(change.rule.sentence) \(change.pointer) \(VisibleText.line(values, limit: 200))\n"
    }
    let trends = report.entries.compactMap { entry in
      entry.trend.map { "note: \(entry.subject.id): \($0)\n" }
    }
    return notes + trends
  }
}
