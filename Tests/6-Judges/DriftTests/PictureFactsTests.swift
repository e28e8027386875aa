import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images
import Recordings
import TestSupport
import Testing

@testable import Drift

/// What a picture is like beside what it shows.
struct PictureFactsTests {
  private static func facts(_ modes: Set<String>?, _ metadata: Set<String>?) -> PictureFacts {
    var facts = PictureFacts(format: "image/png", size: "8x4", bytes: 900)
    facts.modes = modes
    facts.metadata = metadata
    return facts
  }

  private static let plain = facts(["rgb, 8 bits"], ["none"])

  @Test(arguments: [
    (facts(["rgb with alpha, 8 bits"], ["none"]), [Rule.pictureModeChanged]),
    (facts(["rgb, 8 bits"], ["c2pa, exif"]), [.pictureMetadataChanged]),
    (facts(["gray, 8 bits"], ["exif"]), [.pictureModeChanged, .pictureMetadataChanged]),
    (facts(nil, nil), []), (plain, []),
  ])
  func `another mode, and other metadata, are changes by name`(
    _ now: PictureFacts,
    _ rules: [Rule]
  ) {
    let found = now.differences(from: PictureFactsTests.plain, at: JSONPointer(["picture"]))
    #expect(found.map(\.rule) == rules)
    // What an older baseline never knew can't have changed.
    let old = PictureFactsTests.facts(nil, nil)
    #expect(now.differences(from: old, at: JSONPointer()).map(\.rule) == [])
  }

  @Test func `a picture of another format is told by that alone`() {
    var other = PictureFactsTests.facts(["gray, 8 bits"], ["exif"])
    other.formats = ["image/jpeg"]
    let found = other.differences(from: PictureFactsTests.plain, at: JSONPointer())
    #expect(found.map(\.rule) == [.pictureFormatChanged])
  }

  @Test func `facts come back from a file as they were, those of older files too`() throws {
    for facts in [PictureFactsTests.plain, PictureFactsTests.facts(nil, nil)] {
      #expect(PictureFacts(try JSON(parsing: facts.json.bytes(.file))) == facts)
    }
  }

  @Test func `a recording keeps mode and metadata where it keeps no picture`() async throws {
    let jpeg = RehearsalPicture.commented(
      PNGEncoder.flat(PixelSize(8, 4), color: RGBA(1, 2, 3))
    )
    let seen = try #require(PictureFacts(of: jpeg))
    #expect(seen.metadata == ["text"])
    let session = RecordingSession(pictures: .measures)
    let tap = Tap(
      HTTPHandlerClosure { _ in HTTPResponse(200, body: .bytes(jpeg)) },
      into: session,
      clock: TestClock()
    )
    _ = try await tap.respond(to: HTTPRequest(.get, target: "/x")).body.collected()
    let files = HARWriter.files(of: session.recording(RecordingMetadata()), inline: true)
    let read = try HARReader.recording(files.har, file: "a.har") {
      file throws(RecordingError) in throw .missingBody(file: "a.har", body: file)
    }
    #expect(try PictureFacts(#require(read.entries.first?.picture)) == seen)
  }

  @Test func `pictures that stand in answers are looked at in traffic, too`() async throws {
    let subjects = try World.subjects(["openai/gpt-image-1-mini"])
    for pictures in [RecordingSession.Pictures.measures, .bytes] {
      let session = RecordingSession(pictures: pictures)
      let recorder = Tap(try World.stubs(), into: session, clock: TestClock())
      _ = await World.run(subjects, against: [:], on: recorder).outcomes()
      let recording = session.recording(RecordingMetadata())
      let run = TrafficRun(subjects: subjects, baselines: [:])
      let outcome = try run.result(["a"]) { _ in recording }.outcomes.first
      #expect(outcome?.observed.answers[.picture]?.pictures.isEmpty == false)
    }
  }
}
