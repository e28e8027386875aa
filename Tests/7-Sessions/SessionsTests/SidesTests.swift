import Files
import Contract
import CanonicalJSON
import Catalog
import Conformance
import FaultyGateways
import TestSupport
import Testing

/// Width and height in fields of their own, as Black Forest Labs takes them: both sides of a gateway.
@Suite(.heavy)
struct SidesTests {
  private static let bench = Result {
    try WireTrial(
      try ExampleProvider("bfl").catalog(),
      project: Folder(TemporaryProject.fixture("sides"))
    )
  }

  private static func isAboutSides(_ item: Case) -> Bool {
    !item.id.contains("kontext") && item.id.contains("/bfl/")
  }

  /// Judges the cases of the requirements that must tell, and a sample of the others.
  private func judge(
    telling: Set<String> = [],
    _ upstream: @escaping Spoiler
  ) async throws -> WireTrial.Outcome {
    let bench = try SidesTests.bench.get()
    let bed = bench.suite(
      through: { $0 },
      upstream: upstream,
      groups: ["sizes", "sizing", "spellings"]
    )
    let cases = bed.cases.filter(SidesTests.isAboutSides)
    let (telling, others) = (
      cases.filter { !telling.isDisjoint(with: $0.requirements) },
      cases.filter { telling.isDisjoint(with: $0.requirements) }
    )
    return await bench.judge(bed, telling + others.sampled(every: 6))
  }

  @Test func `the reference sends each size as its sides`() async throws {
    let outcome = try await judge { $0 }
    #expect(outcome.failures.isEmpty)
    #expect(outcome.passed > 40)
  }

  @Test func `pictures go to the numbered fields in their order`() async throws {
    let bench = try SidesTests.bench.get()
    let bed = bench.suite(through: { $0 }, groups: ["edit"])
    let cases = bed.cases.filter { SidesTests.isAboutSides($0) && $0.id.contains("flux.2-max") }
    let outcome = await bench.judge(bed, cases)
    #expect(outcome.failures.isEmpty)
    #expect(cases.contains { $0.id.hasSuffix("/repeated-3") })

    let swapped = bench.suite(
      through: { $0 },
      upstream: sending { input in
        guard let second = input["input_image_2"] else { return }
        (input["input_image"], input["input_image_2"]) = (second, input["input_image"])
      },
      groups: ["edit"]
    )
    let found = await bench.judge(
      swapped,
      swapped.cases.filter { SidesTests.isAboutSides($0) && $0.id.contains("flux.2-max") }
    )
    #expect(found.broken.contains("edit.image-array"), "\(found.broken)")
  }

  static let mutants: [(name: String, broken: Set<String>, spoiler: Spoiler)] = [
    (
      "width and height change places",
      ["size.table", "size.custom", "size.snap", "size.nearest-ratio"],
      sending { input in (input["width"], input["height"]) = (input["height"], input["width"]) }
    ),
    (
      "multiples of 64, where the provider goes by 32 or 16",
      ["size.table", "size.custom"],
      sending { input in
        for name in ["width", "height"] {
          if let side = input[name]?.intValue { input[name] = .integer((side + 32) / 64 * 64) }
        }
      }
    ),
    (
      "rounded down rather than to the nearest step",
      ["size.table"],
      sending { input in
        if input["width"] == 928 { input["width"] = 896 }
        if input["width"] == 1184 { input["width"] = 1152 }
      }
    ),
    (
      "rows as the page lists them, in no steps",
      ["size.table"],
      sending { input in
        if input["width"] == 1184 { (input["width"], input["height"]) = (1183, 887) }
      }
    ),
    (
      "the height left to the provider",
      ["size.table", "size.custom"],
      sending { $0["height"] = nil }
    ),
  ]

  @Test(arguments: mutants)
  func `names sides that are wrong`(
    _ mutant: (name: String, broken: Set<String>, spoiler: Spoiler)
  ) async throws {
    let outcome = try await judge(telling: ["size.table"], mutant.spoiler)
    #expect(outcome.broken.isSuperset(of: mutant.broken), "\(outcome.broken)")
  }
}
