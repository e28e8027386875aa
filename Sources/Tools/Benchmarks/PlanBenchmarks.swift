import CanonicalJSON
import Catalog
import Normalization

extension Benchmark {
  static let plans = Benchmark("plans") {
    let catalog = try ModelCatalog.shipped()
    return [
      try rate("one offer, a size", ["model": "fal/flux.2-max", "size": "4:3"], catalog: catalog),
      try rate(
        "three offers, five parameters",
        [
          "model": "flux.1-kontext-max", "size": "4:3", "seed": 5, "n": 3, "safety_tolerance": "5",
          "output_format": "webp",
        ],
        catalog: catalog
      ),
    ]
  }

  private static func rate(
    _ what: String,
    _ fields: JSONObject,
    catalog: ModelCatalog
  ) throws -> Figure {
    var fields = fields
    fields["prompt"] = "a stone"
    let request = PlanRequest(mode: .textToImage, fields: fields)
    let count = 10_000
    let times = try milliseconds {
      for _ in 0..<count { _ = try Plan(request, catalog: catalog) }
    }
    let rates = times.map { Double(count) / $0 * 1000 }
    return .spread("\(what), one core", rates, unit: "plans a second")
  }
}
