import Catalog
import Contract
import FaultyGateways
import Testing

@testable import Conformance

/// What the shipped cases stand on.
struct GroundsTests {
  /// Each requirement of each case, with what it stands on there.
  private func demands() throws -> [(item: Case, requirement: String, grounds: Grounds?)] {
    let trial = try WireTrial.shared.get()
    return trial.cases.flatMap { item in
      item.question.requirements.map {
        (item, $0.id, trial.requirements.grounds(of: $0, in: item))
      }
    }
  }

  @Test func `what no page says stands on a ruling`() throws {
    let bare = try demands().filter { demand in
      demand.grounds == nil || demand.grounds?.level == .policy && demand.grounds?.ruling == nil
    }
    #expect(bare.map { "\($0.item.id) \($0.requirement)" } == [])
  }

  @Test func `every other answer to a ruling is one that some case can tell`() throws {
    let common = Set(Ruling.CommonAnswer.allCases.map(\.rawValue))
    var told: [String: Set<String>] = [:]
    for (item, _, grounds) in try demands() {
      guard let ruling = grounds?.ruling else { continue }
      told[ruling.id, default: common].formUnion(item.question.otherAnswers.keys)
    }
    for ruling in try WireTrial.shared.get().requirements.citations.rulings {
      let words = told[ruling.id] ?? common
      #expect(words.isSuperset(of: ruling.others), "\(ruling.id)")
      #expect(!ruling.others.isEmpty && !ruling.others.contains(ruling.answer), "\(ruling.id)")
    }
  }

  @Test func `every quotation is what something stands on`() throws {
    let requirements = try WireTrial.shared.get().requirements
    let quoted = (try demands().map(\.grounds) + requirements.all.map(\.grounds)).flatMap {
      grounds -> [String] in
      guard case .quotation(let quotation) = grounds else { return [] }
      return [quotation.words] + quotation.beside.map(\.words)
    }
    let all = Set(requirements.citations.quotations.values.map(\.words))
    #expect(all.subtracting(quoted) == [])
  }
}
