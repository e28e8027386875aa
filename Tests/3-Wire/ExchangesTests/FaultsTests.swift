import Bytes
import Exchanges
import HTTPMessages
import Testing

struct FaultsTests {
  @Test func `a prompt without directives asks for no fault`() throws {
    #expect(try Faults.all(in: "a cat [ts:7f3a] [sic]").isEmpty)
  }

  @Test func `reads every directive of a prompt`() throws {
    let faults = try Faults(directives: "status=429 times=2 retry-after=1 slow=1.5s, moderated")
    #expect(faults.status == 429)
    #expect(faults.times == 2)
    #expect(faults.retryAfter == 1)
    #expect(faults.slowness == .milliseconds(1500))
    #expect(faults.isModerated)
  }

  @Test func `reads what goes wrong after acceptance, and where`() throws {
    let lost = try Faults(directives: "lost-after-accept by=fin")
    #expect(lost.interference(at: .submit) == .loss)
    #expect(lost.interference(at: .media) == nil)
    #expect(lost.ending == .fin)
    let late = try Faults(directives: "at=status lost-after-accept")
    #expect(late.interference(at: .status) == .loss)
    #expect(late.interference(at: .submit) == nil)
    #expect(try Faults(directives: "endless").interference(at: .media) == .endless)
    let astray = try Faults(directives: "polls-at=http://%5B::1%5D:8080/x")
    #expect(astray.pollOrigin == "http://[::1]:8080/x")
  }

  @Test func `keeps the brackets of a prompt apart, each with its own scope`() throws {
    let all = try Faults.all(in: "a [fault: status=429 call=1] b [fault: slow=2s] [ts:7f3a]")
    #expect(all.map(\.status) == [429, nil])
    #expect(all.map(\.slowness) == [nil, .seconds(2)])
    #expect(all.map { $0.hits(call: 2, provider: "fal") } == [false, true])
  }

  @Test func `reads the directives on pictures`() throws {
    let faults = try Faults(
      directives: "truncate-image=50% wrong-type wrong-size=512x256 images=2 base64-only"
    )
    #expect(faults.truncation == 50)
    #expect(faults.hasWrongType && faults.isBase64Only)
    #expect(faults.wrongSize == PixelSize(512, 256))
    #expect(faults.images == 2)
  }

  static let refusals: [(text: String, error: FaultDirectiveError)] = [
    ("[fault: sattus=429]", .unknown("sattus")),
    ("[fault: status=200]", .malformed("status=200", form: "status=CODE")),
    ("[fault: status]", .malformed("status", form: "status=CODE")),
    ("[fault: stall=1]", .malformed("stall=1", form: "stall")),
    ("[fault: slow=2]", .malformed("slow=2", form: "slow=DURATION")),
    ("[fault: slow=nans]", .malformed("slow=nans", form: "slow=DURATION")),
    (
      "[fault: truncate-image=100%]",
      .malformed("truncate-image=100%", form: "truncate-image=PERCENT%")
    ),
    (
      "[fault: wrong-size=512]",
      .malformed("wrong-size=512", form: "wrong-size=WIDTHxHEIGHT")
    ),
    ("[fault: at=home]", .malformed("at=home", form: "at=submit|status|result|media")),
    ("[fault: by=luck]", .malformed("by=luck", form: "by=fin|rst")),
    ("[fault: media-at=a/]", .malformed("media-at=a/", form: "media-at=ORIGIN")),
    ("[fault: stall", .unclosed(" stall")),
  ]

  @Test(arguments: refusals)
  func `refuses what it can't follow`(row: (text: String, error: FaultDirectiveError)) {
    #expect(throws: row.error) { try Faults.all(in: row.text) }
  }

  @Test(arguments: [
    "status=429", "moderated", "slow=2s", "stall", "reset", "truncate-image=50%",
    "wrong-type", "wrong-size=512x512", "bad-json", "html-502", "polls=7", "never-ready", "expired",
    "failed", "error=x", "moderated=output",
    "images=2", "rewritten", "base64-only", "barrier=2", "polled=2", "gateway=INSUFFICIENT_BALANCE",
    "times=1",
    "retry-after=3", "call=2", "provider=fal", "lost-before-accept", "lost-after-accept", "by=fin",
    "at=media", "slow-after-accept=2s", "polls-at=http://a:1", "media-at=http://%5B::1%5D:8080/x",
    "redirects-to=http://a", "endless", "false-length", "drip", "bomb",
  ])
  func `every directive sets something`(directive: String) throws {
    #expect(try !Faults(directives: directive).isEmpty)
  }

  @Test func `the table explains each directive once`() {
    let names = FaultDirective.all.map(\.name)
    #expect(names.count == 37)
    #expect(Set(names).count == names.count)
    #expect(FaultDirective.all.allSatisfy { !$0.meaning.isEmpty })
  }

  @Test func `hits the calls that its scope names`() throws {
    let twice = try Faults(directives: "status=500 times=2")
    #expect((1...3).map { twice.hits(call: $0, provider: "fal") } == [true, true, false])
    let second = try Faults(directives: "status=500 call=2 provider=fal")
    #expect((1...3).map { second.hits(call: $0, provider: "fal") } == [false, true, false])
    #expect(!second.hits(call: 2, provider: "replicate"))
  }
}
