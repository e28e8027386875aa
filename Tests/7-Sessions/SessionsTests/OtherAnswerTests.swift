import Conformance
import Contract
import FaultyGateways
import TestSupport
import Testing

/// Gateways that answer our rulings in another way: told, not blamed, and held to their own answers.
@Suite(.heavy)
struct OtherAnswerTests {
  private let trial: WireTrial
  private static let stranger = Strictness(isReference: false)

  init() throws { trial = try WireTrial.shared.get() }

  /// The cases that ask for a ruling, below a prefix.
  private func cases(_ bed: WireTrial.Bed, of other: OtherAnswer) -> [Case] {
    bed.cases.filter { item in
      item.id.hasPrefix(other.prefix)
        && item.question.requirements.contains {
          trial.requirements.grounds(of: $0, in: item)?.ruling?.id == other.ruling
        }
    }
  }

  private func bed(_ other: OtherAnswer) -> WireTrial.Bed {
    trial.suite(
      through: other.client,
      upstream: other.upstream,
      groups: [WireTrial.group(other.prefix)]
    )
  }

  @Test(arguments: OtherAnswer.all)
  func `is told as one answer that is given every time`(_ other: OtherAnswer) async {
    let bed = bed(other)
    let cases = cases(bed, of: other)
    #expect(!cases.isEmpty)
    let outcome = await trial.judge(bed, cases, strictness: OtherAnswerTests.stranger)
    #expect(outcome.failures == [])
    #expect(outcome.rulings.constant[other.ruling] == other.answer, "\(outcome.differences)")
  }

  @Test(arguments: OtherAnswer.all)
  func `is held to its own answer, which ours then breaks`(_ other: OtherAnswer) async {
    let strictness = Strictness(isReference: false, answers: [other.ruling: other.answer])
    let bed = bed(other)
    let own = await trial.judge(bed, cases(bed, of: other), strictness: strictness)
    #expect(own.failures == [])
    #expect(!own.differences.contains { $0.contains(other.ruling) })
    guard !other.includesOurs else { return }
    let reference = trial.suite(through: { $0 }, groups: [WireTrial.group(other.prefix)])
    let ours = await trial.judge(reference, cases(reference, of: other), strictness: strictness)
    #expect(!ours.failures.isEmpty)
  }
}

extension OtherAnswerTests {
  /// Which shape counts is the question; that a picture comes is none.
  @Test func `another answer excuses no refusal where nobody asks about one`() async throws {
    let name = "size and aspect_ratio together refused"
    let mutant = try #require(GatewayMutant.all.first { $0.testDescription == name })
    let bed = trial.suite(through: mutant.client, groups: ["sizing"])
    let cases = bed.cases.filter {
      $0.id == "wire/sizing/flux.2-max/fal/t2i/ratio-over-parameter"
    }
    let strictness = Strictness(
      isReference: false,
      answers: ["ratio-or-parameter": "otherwise"]
    )
    let outcome = await trial.judge(bed, cases, strictness: strictness)
    #expect(outcome.broken == ["size.ratio-beats-parameter"], "\(outcome.differences)")
  }

  /// All that go together.
  private static let together = OtherAnswer.all.filter { !$0.standsAlone }

  /// All of them in one gateway, with a fault before it.
  private func whole(_ fault: GatewayMutant? = nil, groups: Set<String>) -> WireTrial.Bed {
    trial.suite(
      through: { gateway in
        let other = OtherAnswerTests.together.reduce(gateway) { $1.client($0) }
        return fault?.client(other) ?? other
      },
      upstream: { upstream in
        let other = OtherAnswerTests.together.reduce(upstream) { $1.upstream($0) }
        return fault?.upstream(other) ?? other
      },
      groups: groups
    )
  }

  private static let groups: Set = [
    "sizing", "sizes", "refusals", "norm", "models", "meta", "response", "http", "edit", "error",
  ]
  private static let answers = Dictionary(
    together.map { ($0.ruling, $0.answer) }
  ) { first, _ in first }

  /// A model whose page is whole, and two whose pages break off or are not at hand.
  private static let places: [(String, Set<String>)] = [
    ("flux.2-max/fal/t2i", groups),
    ("imagen-4.0-generate-001/fal/t2i", ["sizing", "sizes", "refusals", "spellings"]),
    ("gpt-image-1-mini/openai/t2i", ["sizing", "sizes", "spellings"]),
  ]

  @Test(arguments: places)
  func `a gateway that answers all of them otherwise is blamed for nothing`(
    place: String,
    groups: Set<String>
  ) async {
    let bed = whole(groups: groups)
    let cases = bed.cases.filter { $0.id.contains(place) }
    let strictness = Strictness(isReference: false, answers: OtherAnswerTests.answers)
    let outcome = await trial.judge(bed, cases, strictness: strictness)
    #expect(outcome.failures == [])
    #expect(outcome.passed > 100)
  }

  @Test(arguments: [
    "another size for one row", "aspect_ratio over WxH", "numbers made text",
    "the wrong provider named", "any key taken",
  ])
  func `its faults are seen all the same`(name: String) async throws {
    let mutant = try #require(GatewayMutant.all.first { $0.testDescription == name })
    let bed = whole(mutant, groups: [WireTrial.group(mutant.prefix)])
    let cases = bed.cases.filter { $0.id.hasPrefix(mutant.prefix) }
    let strictness = Strictness(isReference: false, answers: OtherAnswerTests.answers)
    let outcome = await trial.judge(bed, cases, strictness: strictness)
    #expect(outcome.broken == mutant.requirements, "\(outcome.failures)")
  }
}
