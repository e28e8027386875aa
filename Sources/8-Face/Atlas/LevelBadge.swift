import CanonicalJSON
package import Contract
import Reports

/// One badge of a run: the groups of the contract that the gateway holds.
package struct LevelBadge: Report {
  /// What a file of a badge holds, by the end of its name.
  package enum Form: String, Sendable, CaseIterable {
    case svg
    case json
  }

  private let requirements: [Requirement]
  private let form: Form
  private var results: [CaseResult] = []

  package init(requirements: [Requirement], as form: Form) {
    self.requirements = requirements
    self.form = form
  }

  package mutating func record(_ event: RunEvent) -> String {
    switch event {
    case .began: return ""
    case .finished(let result):
      results.append(result)
      return ""
    case .ended:
      switch form {
      case .svg: return badge.svg
      case .json: return badge.endpoint.text(.pretty) + "\n"
      }
    }
  }

  private var badge: Badge {
    let contract = RequirementList(revision: 1, requirements)
    var sheet = Sheet(gateway: "", version: "", judged: "", contract: 1, command: "")
    sheet.fold(results, contract, reports: [])
    return Atlas([sheet], contract: contract, bugs: []).levelBadge(sheet)
  }
}

extension Atlas {
  /// The groups that it holds, and a colour that tells whether it breaks another.
  package func levelBadge(_ sheet: Sheet) -> Badge {
    let scores = RequirementGroup.allCases.map { (group: $0, score: score(sheet, in: $0)) }
    let judged = scores.filter(\.score.isTelling)
    let held = judged.filter(\.score.isHeld).map(\.group.rawValue)
    let isUnsafe = judged.contains { $0.group == .safety && !$0.score.isHeld }
    let tone: Badge.Tone =
      if judged.isEmpty {
        .calm
      } else if held.count == judged.count {
        .good
      } else if held.isEmpty || isUnsafe {
        .bad
      } else {
        .odd
      }
    let message =
      if judged.isEmpty {
        Outcome.unjudged.words
      } else if held.isEmpty {
        "no group held"
      } else {
        held.joined(separator: ", ")
      }
    return Badge(label: "touchstone", message: message, tone: tone)
  }
}
