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
      $0.quotations.map(\.id)
    }
    #expect(Set(requirements.citations.sayings.keys).subtracting(quoted) == [])
  }

  /// Each requirement of each case for the reference, with what it stands on there.
  private func reference() throws -> [(item: Case, requirement: String, grounds: Grounds?)] {
    let sources = try CaseSources(GoldenLayers(contract: WireTrial.contract), .shipped())
    return sources.whole.cases.flatMap { item in
      item.question.requirements.map {
        (item, $0.id, sources.requirements.grounds(of: $0, in: item))
      }
    }
  }

  @Test func `no case stands on the page of another model`() throws {
    let strays = try reference().filter { demand in
      demand.grounds.quotations.contains { $0.model != nil && $0.model != demand.item.model }
    }
    #expect(strays.map { "\($0.item.id) \($0.requirement)" } == [])
  }

  @Test func `no case about a model whose page breaks off is published`() throws {
    let cut = Set(try ModelCatalog.shipped().models.filter(\.isCut).map(\.id))
    #expect(cut.count == 8)
    let published = try reference().filter { demand in
      demand.grounds?.level == .published && demand.item.model.map(cut.contains) == true
    }
    #expect(published.map { "\($0.item.id) \($0.requirement)" } == [])
  }

  @Test func `cases that name a model are about it`() throws {
    let models = try ModelCatalog.shipped().models.map(\.id)
    let nameless = try reference().filter { demand in
      guard demand.item.model == nil, demand.grounds?.level == .published else { return false }
      return models.contains { demand.item.id.contains("/\($0)/") }
    }
    #expect(nameless.map(\.item.id) == [])
  }
}

extension Grounds? {
  /// The words that it stands on, and those beside them.
  fileprivate var quotations: [Quotation] {
    guard case .quotation(let quotation) = self else { return [] }
    return [quotation] + quotation.beside
  }
}
