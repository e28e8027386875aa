import Catalog
package import Drift
import Terminal

/// The questions that a run would ask, and what it may cost, before it does.
package struct DriftPlanText {
  private let run: DriftRun
  private let state: DriftState
  /// How often each is asked.
  private let samples: Int

  package init(of run: DriftRun, after state: DriftState, samples: Int = 1) {
    self.run = run
    self.state = state
    self.samples = samples
  }

  package var text: String {
    var lines: [Line] = []
    var total = Money.zero
    for kind in DriftJob.Kind.allCases {
      let jobs = run.jobs(kind)
      let skipped = jobs.filter { $0.needsKey && run.keys[$0.subject.provider] == nil }
      let open = jobs.filter { !$0.needsKey || run.keys[$0.subject.provider] != nil }
      let plan = DriftPlan(open, state: state, budget: run.budget.remainder(after: total))
      total += plan.worstCase
      lines += plan.chosen.map { line("ask", $0, why: cost($0)) }
      lines += plan.unaffordable.map {
        line("leave", $0, why: "the budget does not cover \(cost($0))")
      }
      lines += plan.unpriced.map { line("leave", $0, why: "its price is not known") }
      lines += skipped.map { line("skip", $0, why: "set \($0.subject.facts.key.variable)") }
    }
    let times = samples == 1 ? "" : ", \(samples) times as long as the budget lasts"
    let ending = "What a call does not use of that goes to those that are left.\n"
    return table(lines) + "at most \(total)\(times). " + ending
  }

  private struct Line {
    var word: String
    var title: String
    var why: String
  }

  private func line(_ word: String, _ job: DriftJob, why: String) -> Line {
    let verified = state.verified(job)
    let age = verified.isEmpty ? "never verified" : "verified \(verified.prefix(10))"
    return Line(word: word, title: job.title, why: "\(why), \(age)")
  }

  private func table(_ lines: [Line]) -> String {
    let width = lines.map(\.word.count).max() ?? 0
    return WrappedRows.table(
      lines.map { line in
        let gap = String(repeating: " ", count: width - line.word.count + 1)
        return (line.word + gap + line.title, line.why)
      }
    )
  }

  private func cost(_ job: DriftJob) -> String {
    guard let cost = job.cost else { return "its price is not known" }
    return cost == .zero ? "free" : "up to \(cost)"
  }
}
