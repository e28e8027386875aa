import Contract
import Bytes
import CanonicalJSON
import Conformance
import FaultyGateways
import HTTPMessages
import Images
import TestSupport
import Testing

@Suite(.heavy)
struct ThumbnailTests {
  private func findings(_ wrap: (any HTTPHandler) -> any HTTPHandler) async throws -> [Finding] {
    let bench = try WireTrial.shared.get()
    let name = "wire/sizes/flux.2-max/fal/t2i/4x3"
    let bed = bench.suite(through: wrap)
    let cases = bed.cases.filter { $0.id == name }
    let runner = Runner(requirements: bench.requirements)
    var findings: [Finding] = []
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: cases.count)
    _ = await runner.run(cases, in: bed.session, beginning) { event in
      if case .finished(let result) = event { findings += result.findings }
    }
    return findings
  }

  @Test func `lays small pictures of what came and of what the provider gave beside what is wrong`()
    async throws
  {
    let other = PNGEncoder.flat(PixelSize(200, 100), color: RGBA(200, 60, 20))
    let findings = try await findings { gateway in
      HTTPHandlerClosure { request in
        request.target.path.hasPrefix("/files/")
          ? HTTPResponse(200, fields: [.contentType: "image/png"], body: .bytes(other))
          : try await gateway.respond(to: request)
      }
    }
    let failed = try #require(findings.first { $0.verdict == .failed })
    #expect(failed.actual == "200x100")
    let url = try #require(failed.notes["pictures"]?["actual"]?.stringValue)
    #expect(url.hasPrefix("data:image/png;base64,") && url.utf8.count < 10_000)
    let bitmap = try Image.decode(Base64.decode(String(url.dropFirst(22))))
    #expect([bitmap.width, bitmap.height] == [200, 100])
    #expect(
      failed.notes["pictures"]?["actual_is"] == .string("200×100 png, \(other.count) bytes")
    )
    #expect(bitmap[40, 20] == RGBA(200, 60, 20))
    let expected = try #require(failed.notes["pictures"]?["expected"]?.stringValue)
    let bytes = try Base64.decode(String(expected.drop { $0 != "," }.dropFirst()))
    let original = try Image.decode(bytes)
    #expect([original.width, original.height] == [240, 179])
    let made = failed.notes["pictures"]?["expected_is"]?.stringValue
    #expect(made?.hasPrefix("1183×887 ") == true, "\(made ?? "nothing")")
  }

  @Test func `carries no picture where all is well`() async throws {
    let findings = try await findings { $0 }
    #expect(!findings.isEmpty && findings.allSatisfy { $0.notes.isEmpty })
  }
}
