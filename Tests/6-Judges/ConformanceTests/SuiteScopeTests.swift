import Catalog
import Contract
import Testing

@testable import Conformance

struct SuiteScopeTests {
  private static let sources = Result { try CaseSources(contract, ModelCatalog.shipped()) }
  private static let whole = Result { try sources.get().whole.cases }

  private static func filter(_ change: (inout CaseFilter) -> Void) -> CaseFilter {
    var filter = CaseFilter()
    change(&filter)
    return filter
  }

  private static let filters = [
    filter { $0.prefixes = ["sizing/flux.2-max/fal"] },
    filter { $0.prefixes = ["sizes/flux.1-kontext-max/any/t2i", "params/flux.2-max/fa"] },
    filter { $0.prefixes = ["wire/size/gpt"] },
    filter { $0.prefixes = ["wire/spellings/flux.2-max/"] },
    filter { $0.prefixes = ["wire/failover/flux.2-max/any", "n/flux.2-max/fal"] },
    filter { $0.prefixes = ["size.table"] },
    filter { $0.prefixes = ["responses/fal"] },
    filter { $0.prefixes = ["routing/flux.2-max/", "law/"] },
    filter { $0.models = ["flux.2-max"] },
    filter {
      $0.models = ["gpt-image-1.5"]; $0.providers = ["openai"]; $0.groups = ["wire"]
    },
    filter {
      $0.providers = ["replicate"]; $0.prefixes = ["wire/norm/"]
    },
    filter { $0.groups = ["refusals", "sizes"] },
    filter { $0.failed = ["values/flux.2-max/fal/t2i/seed-max", "wire/http/spelt-scheme"] },
    filter {
      $0.excluded = ["wire"]; $0.prefixes = ["values/"]
    },
  ]

  @Test(arguments: filters)
  func `what a scope leaves out is nothing that the words choose`(_ filter: CaseFilter) throws {
    let sources = try SuiteScopeTests.sources.get()
    let near = sources.reference(in: SuiteScope(filter)).cases
    let chosen = filter.chosen(from: near, sources.requirements)?.cases.map(\.id)
    let whole = try SuiteScopeTests.whole.get()
    #expect(chosen != nil || filter.failed != nil)
    #expect(chosen == filter.chosen(from: whole, sources.requirements)?.cases.map(\.id))
  }

  @Test(arguments: [Level.safety, .published])
  func `cases of one level hold to nothing of another`(_ level: Level) throws {
    let sources = try SuiteScopeTests.sources.get()
    var filter = CaseFilter()
    filter.level = level
    let whole = try SuiteScopeTests.whole.get()
    let chosen = try #require(filter.chosen(from: whole, sources.requirements)).cases
    let grounds = chosen.flatMap { item in
      item.question.requirements.map { sources.requirements.grounds(of: $0, in: item)?.level }
    }
    #expect(Set(grounds) == [level])
    #expect(!chosen.isEmpty)
  }

  @Test func `what only real requests have is suggested as theirs`() throws {
    var filter = CaseFilter()
    filter.prefixes = ["net/flux.2-max"]
    let lost = filter.lostWord(among: try SuiteScopeTests.whole.get())
    #expect(lost?.suggestion == "wire/net/flux.2-max")
  }

  @Test func `the cases of one model's group are made without the others`() throws {
    let sources = try SuiteScopeTests.sources.get()
    let filter = SuiteScopeTests.filters[0]
    #expect(Set(sources.reference(in: SuiteScope(filter)).cases.map(\.group)) == ["sizing"])
    #expect(Set(sources.reference(in: SuiteScope(filter)).cases.map(\.model)) == ["flux.2-max"])
  }
}
