import Bytes
import CanonicalJSON
import Catalog
import Synchronization
import Testing

@testable import Mapping

/// What is learned of gateways whose whole behaviour is known, because it is written here.
struct LearningTests {
  /// Shapes by name, and from which ratio on.
  private static let shapes: [(from: Double, name: String, size: PixelSize)] = [
    (0, "9:16", PixelSize(768, 1344)), (0.7, "1:1", PixelSize(1024, 1024)),
    (1.52, "3:2", PixelSize(1216, 832)), (1.64, "16:9", PixelSize(1344, 768)),
  ]

  private static let listing = FakeGateway { fields in
    guard let ratio = FakeSize.ratio(fields) else { return .init() }
    let shape = shapes.last { ratio >= $0.from } ?? shapes[0]
    return .init(calls: [["aspect_ratio": .string(shape.name)]], size: shape.size)
  }

  @Test func `says from which ratio to which a shape is another`() async throws {
    let map = try await LearningTests.listing.learned()
    let ranges = map.ranges.filter { $0.along == "size W:H" }
    #expect(ranges.map { $0.outcome.upstream?["aspect_ratio"] } == ["9:16", "1:1", "3:2", "16:9"])
    #expect(ranges[2].from == ["size": "152:100"] || ranges[2].from == ["size": "153:100"])
    #expect(MapLines.number(ranges[2].to) == "1.63")
    #expect(ranges.map(\.kind) == [.nearest, .nearest, .nearest, .nearest])
    // No two shapes may lie further apart than boundaries are told.
    for (low, high) in zip(ranges, ranges.dropFirst()) {
      let ends = [low.to, high.from].compactMap { MapGrid.ratio($0) }
      #expect(ends[1] / ends[0] < 1.02)
    }
  }

  @Test func `tells exact pixels and the bounds of a side as one rule`() async throws {
    let gateway = FakeGateway { fields in
      guard let size = FakeSize.pixels(fields) else { return .init() }
      guard 100...3000 ~= min(size.width, size.height) else { return .refused("TOO_LARGE") }
      let input: JSONObject = ["width": .integer(size.width), "height": .integer(size.height)]
      return .init(calls: [input], size: size)
    }
    let squares = try await gateway.learned().ranges.filter { $0.along == "size of a square" }
    #expect(squares.map(\.kind) == [.refused, .exact, .refused])
    #expect(squares[0].to == ["size": "99x99"])
    #expect(squares[1].from == ["size": "100x100"])
    #expect(squares[1].to == ["size": "3000x3000"])
    #expect(squares[1].outcome.upstream == ["height": "{height}", "width": "{width}"])
    #expect(squares[1].outcome.delivers == "{width}x{height} png")
    #expect(squares[2].outcome.answer == "400 TOO_LARGE")
  }

  @Test(arguments: [8, 16, 32])
  func `finds the step that sides are brought to`(step: Int) async throws {
    let gateway = FakeGateway { fields in
      guard let size = FakeSize.pixels(fields) else { return .init() }
      let stepped = PixelSize(
        DeliveryRule.rounded(size.width, to: step),
        DeliveryRule.rounded(size.height, to: step)
      )
      let input: JSONObject = [
        "width": .integer(stepped.width), "height": .integer(stepped.height),
      ]
      return .init(calls: [input], size: stepped)
    }
    let square = try await gateway.learned().ranges.first { $0.along == "size of a square" }
    #expect(
      square?.outcome.upstream == [
        "height": .string("{height~\(step)}"), "width": .string("{width~\(step)}"),
      ]
    )
    #expect(square?.kind == .nominal)
  }

  @Test func `says that a size is dropped where it leaves no trace`() async throws {
    let map = try await FakeGateway { _ in .init() }.learned()
    #expect(map.row(of: ["size": "1365x768"])?.kind == .dropped)
    #expect(map.row(of: ["aspect_ratio": "16:9"])?.kind == .dropped)
    #expect(map.row(of: ["size": "1024x1024"])?.kind == .exact)
  }

  @Test func `marks what is otherwise each time, and does not record it`() async throws {
    let number = FakeGateway.Counter()
    let gateway = FakeGateway { fields in
      let next = number.next()
      return .init(calls: [
        ["seed": fields["seed"] ?? .integer(next), "style": fields["style"] ?? "a"]
      ])
    }
    let map = try await gateway.learned()
    #expect(map.varying == ["seed"])
    #expect(map.plain?.outcome.upstream == ["style": "a"])
    #expect(map.row(of: ["quality": "low"])?.outcome.upstream == [:])
    // What was asked for is no accident.
    #expect(map.row(of: ["seed": 42])?.outcome.upstream == ["seed": 42])
  }

  static let counts: [(most: Int, splits: JSON, seeds: String)] = [
    (1, "1+1+1", "+1 a picture"), (2, "2+1", "+1 a picture"), (4, "3", "+1 a picture"),
  ]

  @Test(arguments: counts.indices)
  func `says how several pictures are split, and how seeds are counted`(index: Int) async throws {
    let (most, splits, seeds) = LearningTests.counts[index]
    let gateway = FakeGateway { fields in
      let count = fields["n"]?.intValue ?? 1
      guard 1...10 ~= count else { return .refused() }
      let starts = Array(stride(from: 0, to: count, by: most))
      let calls = starts.map { start -> JSONObject in
        var call: JSONObject = most > 1 ? ["num_images": .integer(min(most, count - start))] : [:]
        if let seed = fields["seed"]?.intValue { call["seed"] = .integer(seed + start) }
        return call
      }
      return .init(calls: calls, pictures: count)
    }
    let rules = MapRules(try await gateway.learned())
    #expect(rules.counts["3"] == splits)
    #expect(rules.most == 10)
    #expect(rules.counts["11"] == "400 BAD")
    #expect(rules.largestBatch == most)
    #expect(rules.seeds == seeds)
  }

  @Test func `tells parameters that are passed, renamed, converted, dropped and refused`()
    async throws
  {
    let gateway = FakeGateway { fields in
      var input: JSONObject = [:]
      if let value = fields["style"] { input["style"] = value }
      if let value = fields["cfg_scale"]?.doubleValue {
        guard 1...20 ~= value else { return .refused() }
        input["guidance_scale"] = fields["cfg_scale"]
      }
      if fields["background"] == "transparent" { input["alpha"] = true }
      if fields["quality"] == "banana" { return .refused() }
      return .init(calls: [input])
    }
    let map = try await gateway.learned()
    let parameters = MapRules(map).parameters
    #expect(parameters["style"] == ["treatment": "passed"])
    #expect(parameters["cfg_scale"] == ["treatment": "renamed", "upstream": ["guidance_scale"]])
    #expect(parameters["background"]?["treatment"] == "renamed")
    #expect(parameters["moderation"] == ["treatment": "dropped"])
    #expect(parameters["quality"] == ["treatment": "dropped", "refused": ["banana"]])
    let scales = map.ranges.filter { $0.along == "cfg_scale" }
    #expect(scales.map(\.from) == [["cfg_scale": -1], ["cfg_scale": 1], ["cfg_scale": 21]])
  }

  @Test func `asks no more than a thousand times, whatever a gateway does`() async throws {
    let number = FakeGateway.Counter()
    let restless = FakeGateway { _ in
      let next = number.next()
      return .init(
        calls: [["a": .integer(next), "b": .integer(next * 7)]],
        size: PixelSize(next, 9)
      )
    }
    _ = try await restless.learned()
    #expect(restless.count.current < 1000)
  }

  @Test func `asks for the parameters that only the gateway itself tells of`() async throws {
    let schema: JSON = [
      "id": "fake", "object": "model.schema",
      "parameters": [
        ["name": "lens", "type": "string", "values": ["wide", "long"], "default": .null, "x": 1],
        ["name": "steps", "type": "integer", "min": 3, "max": 9, "modes": ["t2i"]],
        ["name": "odd", "type": "colour"], "a word", ["type": "string"],
      ],
    ]
    let told = Parameter.told(in: schema)
    #expect(told.map(\.name) == ["lens", "steps"])
    #expect(Parameter.told(in: "no schema").isEmpty)
    let gateway = FakeGateway { fields in
      if let steps = fields["steps"]?.intValue, !(3...9 ~= steps) { return .refused() }
      return .init(calls: [fields["lens"].map { ["optics": $0] } ?? [:]])
    }
    var target = MapTarget(model: "fake", subjects: [MapSubject(name: "fake", mode: .textToImage)])
    target.hear(told)
    var mapper = OfferMapper(target.subjects[0], asking: gateway.asker())
    let map = try #require(try await mapper.learned())
    #expect(map.row(of: ["lens": "long"])?.outcome.upstream == ["optics": "long"])
    #expect(map.row(of: ["steps": 6]) != nil)
    #expect(map.row(of: ["cfg_scale": 7.5]) == nil, "guidance that no page tells of")
  }

  /// Cut off in its middle a map would hold answers that no gateway gave.
  @Test(arguments: [1, 5, 100]) func `a map that is cut off is none`(after asks: Int) async throws {
    let number = FakeGateway.Counter()
    let cut = Mutex<@Sendable () -> Void>({})
    let gateway = FakeGateway { _ in
      if number.next() == asks { cut.withLock { $0 }() }
      return .init()
    }
    let mapper = GatewayMapper(
      gateway: "fake",
      version: nil,
      date: "2026-11-29",
      jobs: 1
    ) { gateway.sides(of: $0) }
    let subject = MapSubject(name: "fake", mode: .textToImage)
    let (beginning, begin) = AsyncStream.makeStream(of: Void.self)
    let learning = Task {
      for await _ in beginning {}
      return try await mapper.map(of: MapTarget(model: "fake", subjects: [subject]))
    }
    cut.withLock { $0 = { learning.cancel() } }
    begin.finish()
    await #expect(throws: CancellationError.self) { try await learning.value }
  }

  @Test func `does not record a model that is not served`() async throws {
    var mapper = OfferMapper(
      MapSubject(name: "none", mode: .edit),
      asking: FakeGateway { _ in .refused("MODEL_NOT_FOUND") }.asker(.edit)
    )
    #expect(try await mapper.learned() == nil)
  }
}
