import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Stubs
import TestSupport
import Testing

@testable import Contract
@testable import Drift

@Suite(.heavy)
struct DeliveryTests {
  /// The endpoints whose own rule of delivery rounds sides.
  private static func stepped() throws -> [(subject: Subject, step: Int)] {
    try World.subjects().compactMap { subject in
      guard case .ratio = subject.operation.sizing,
        case .step(let step) = subject.operation.delivery
      else { return nil }
      return (subject, step)
    }
  }

  @Test func `asks for a picture whose pixels tell one step from another`() throws {
    let stepped = try DeliveryTests.stepped()
    #expect(!stepped.isEmpty)
    for (subject, _) in stepped {
      let input = CheapestInput(subject).json
      let sizes = [8, 16, 32, 64].map {
        subject.operation.delivers(input: input, source: CheapestInput.source, by: .step($0))
      }
      #expect(Set(sizes).count >= 3, "\(subject.id)")
    }
  }

  /// A provider whose pictures have the sides of another step.
  private static func rounding(_ subject: Subject, to step: Int) throws -> any HTTPHandler {
    let input = CheapestInput(subject).json
    let size = try #require(
      subject.operation.delivers(input: input, source: CheapestInput.source, by: .step(step))
    )
    return AlteredProvider(try World.stubs()) { request, reply in
      guard RehearsalPlace.picture.covers(request, reply, at: subject.facts) else { return }
      let format = Image.probe(reply.bytes).format ?? .png
      let grey = Bitmap(width: size.width, height: size.height, filling: RGBA(9, 9, 9))
      reply.bytes = (try? Image.encode(grey, as: format)) ?? []
    }
  }

  @Test func `names the step that changed and the lines that it breaks, from one picture`()
    async throws
  {
    let (subject, step) = try #require(try DeliveryTests.stepped().first)
    let other = step == 32 ? 16 : 32
    let (changes, troubles) = try await World.changes(
      of: subject.id,
      from: try World.stubs(),
      to: try DeliveryTests.rounding(subject, to: other)
    )
    #expect(troubles == [])
    #expect(changes.map(\.rule) == [.picturePixelsChanged])
    let change = try #require(changes.first)
    let lines = try DeliveryTests.lines(subject)
    let touches = TouchFinder(subjects: [subject], expected: lines).touches(change)
    let place = "\(subject.model.id): \(subject.offer.key)"
    #expect(touches.catalog == ["\(place) delivery: step \(step) → step \(other)"])
    // A square is the same by either step.
    #expect(touches.cases == ["told"])
  }

  /// A line whose pixels the cheapest picture tells apart, and one that any step gives.
  private static func lines(_ subject: Subject) throws -> [ExpectedLine] {
    guard case .ratio(let sizing) = subject.operation.sizing else { return [] }
    let input = CheapestInput(subject).json
    return try [("told", input[sizing.field] ?? "1:1"), ("square", "1:1")].map { id, word in
      var asked = input
      asked[sizing.field] = word
      let pixels = try #require(subject.operation.delivers(input: asked, source: nil))
      let line: JSON = [
        "id": .string(id), "requirement": "size.delivered", "request": [:], "source": "s",
        "input": .object(asked),
        "delivers": ["width": .integer(pixels.width), "height": .integer(pixels.height)],
      ]
      return try ExpectedLine(
        JSONNode(line, file: "lines"),
        offer: subject.offer.key,
        mode: subject.mode.rawValue
      )
    }
  }
}
