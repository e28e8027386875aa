import Contract
import Bytes
import CanonicalJSON
import Catalog
import Testing

@testable import Parity

/// A model's offers side by side, held to what the pages and the rulings say.
struct ModelParityTests {
  private func table(_ id: String, _ mode: Mode = .textToImage) throws -> ModelParity {
    let catalog = try ModelCatalog.shipped()
    return ModelParity(try #require(catalog.model(id)), mode: mode, catalog: catalog)
  }

  private func fit(_ size: String, at key: String, in table: ModelParity) throws -> SizeFit {
    let row = try #require(table.sizes.first { $0.asked.spelling == size })
    return row.fits[try #require(table.offers.firstIndex { $0.key == key })]
  }

  private func use(_ name: String, at key: String, in table: ModelParity) throws -> ParameterUse {
    let row = try #require(table.parameters.first { $0.parameter.name == name })
    return row.uses[try #require(table.offers.firstIndex { $0.key == key })]
  }

  @Test func `fal lacks four shapes of Kontext that Replicate gives`() throws {
    let table = try table("flux.1-kontext-max")
    let lacks = table.offers.indices.map { table.lacks(at: $0).map(\.title) }
    #expect(table.offers.map(\.provider) == ["fal", "fireworks", "replicate"])
    #expect(Set(lacks[0]) == ["4:5 at 1K", "5:4 at 1K", "1:2 at 1K", "2:1 at 1K"])
    #expect(lacks[1].isEmpty)
    #expect(lacks[2].isEmpty)
    #expect(
      ParityWords.lack(table, at: 0)
        == "fal/flux.1-kontext-max can't give 4:5, 5:4, 1:2, 2:1; "
        + "fireworks/flux.1-kontext-max and replicate/flux.1-kontext-max can"
    )
  }

  @Test func `a row in the provider's own pixels is nominal, with numbers`() throws {
    let fit = try fit(
      "1183x887",
      at: "replicate/flux.1-kontext-max",
      in: table("flux.1-kontext-max")
    )
    #expect(fit.grade == .nominal)
    #expect(fit.delivers == PixelSize(1184, 896))
    let asked = AskedSize.custom(PixelSize(1183, 887))
    #expect(ParityWords.text(fit, of: asked) == "1184×896  shape −0.9 %, area +1.1 %")
  }

  @Test func `a shape that is not listed goes to the nearest, with its distance`() throws {
    let fit = try fit("916x1145", at: "fal/flux.1-kontext-max", in: table("flux.1-kontext-max"))
    #expect(fit.grade == .nearest)
    #expect(fit.word == "3:4")
    let distance = try #require(fit.distance)
    #expect(abs(distance - (0.8 / 0.75 - 1)) < 1e-9)
    #expect(ParityWords.text(fit, of: .auto).hasSuffix("as 3:4, 6.7 % off"))
  }

  @Test func `free pixels are exact at one offer and rounded at another`() throws {
    let table = try table("flux.2-max")
    let fal = try fit("1000x600", at: "fal/flux.2-max", in: table)
    let replicate = try fit("1000x600", at: "replicate/flux.2-max", in: table)
    #expect((fal.grade, fal.delivers) == (.exact, PixelSize(1000, 600)))
    #expect((replicate.grade, replicate.delivers) == (.nominal, PixelSize(1008, 608)))
  }

  @Test func `an edit that follows its source can't be given a size`() throws {
    let fit = try fit("1024x1024", at: "replicate/flux.1-dev", in: table("flux.1-dev", .edit))
    #expect(fit.grade == .unsupported)
    #expect(fit.why == "the picture follows its source")
  }

  @Test func `says what becomes of each parameter, value by value`() throws {
    let generation = try table("flux.1-kontext-max")
    let (fal, replicate) = ("fal/flux.1-kontext-max", "replicate/flux.1-kontext-max")
    let guidance = try use("cfg_scale", at: fal, in: generation)
    #expect(ParityWords.lines(guidance) == ["as guidance_scale 1–20"])
    #expect(try use("cfg_scale", at: replicate, in: generation).isMissing)
    #expect(try use("enhance_prompt", at: replicate, in: generation).isMissing)
    #expect(
      ParityWords.lines(try use("output_format", at: fal, in: generation))
        == ["passthrough png jpeg", "emulated gif webp avif"]
    )
    #expect(ParityWords.lines(try use("n", at: replicate, in: generation)) == ["emulated"])
    #expect(ParityWords.lines(try use("n", at: fal, in: generation)) == ["as num_images"])
  }

  @Test func `shows values that an offer refuses beside those that it takes`() throws {
    let edits = try table("flux.1-kontext-max", .edit)
    let use = try use("safety_tolerance", at: "replicate/flux.1-kontext-max", in: edits)
    let refused = use.parts.filter { $0.kind == .refused }.flatMap(\.values)
    #expect(refused == ["3", "4", "5", "6"])
    #expect(!use.isWhole && !use.isMissing)
    #expect(ParityWords.lines(use) == ["converted 1 2 0–2", "refused 3 4 5 6"])
  }

  @Test func `every mode of every model has a cell for each offer`() throws {
    let catalog = try ModelCatalog.shipped()
    for table in catalog.models.flatMap({ ModelParity.all(of: $0, catalog: catalog) }) {
      #expect(!table.sizes.isEmpty)
      #expect(table.sizes.allSatisfy { $0.fits.count == table.offers.count })
      #expect(table.parameters.allSatisfy { $0.uses.count == table.offers.count })
    }
  }

  @Test func `measured pixels take the place of planned ones`() async throws {
    let table = await (try table("flux.2-max")).measured { offer, _ in
      if offer.provider == "replicate" { throw CancellationError() }
      return PixelSize(1, 2)
    }
    let fal = try fit("1024x1024", at: "fal/flux.2-max", in: table)
    #expect((fal.grade, fal.delivers, fal.isMeasured) == (.nominal, PixelSize(1, 2), true))
    #expect(try fit("1024x1024", at: "replicate/flux.2-max", in: table).grade == .unsupported)
  }
}
