import Bytes
import Exchanges
import HTTPMessages
import HTTPTransport
import Recordings

/// Recordings of one POST with many bodies, and of a picture.
struct RecordedAnswers {
  static let path = "/fal/fal-ai/flux/dev"
  /// An answer that names pictures at the provider's hosts.
  static let linksPath = "/fal/links"
  /// An answer that was sent compressed.
  static let gzipPath = "/fal/gzip"

  let picture = (0..<1_300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }

  static func answer(_ number: Int) -> String { #"{"images":[],"seed":\#(number)}"# }

  static func body(_ number: Int) -> String {
    #"{"prompt":"a lighthouse, take \#(number)","seed":\#(number),"num_images":1,"#
      + #""image_size":{"width":1024,"height":768}}"#
  }

  /// Has wrk post one of so many bodies at a time.
  static func lua(count: Int) -> String {
    """
    wrk.headers["Content-Type"] = "application/json"
    local requests = {}
    function init()
      for i = 0, \(count - 1) do
        local body = '{"prompt":"a lighthouse, take ' .. i .. '","seed":' .. i
          .. ',"num_images":1,"image_size":{"width":1024,"height":768}}'
        requests[i] = wrk.format("POST", nil, nil, body)
      end
    end
    function request() return requests[math.random(0, \(count - 1))] end
    """
  }

  /// Recordings of a hundred exchanges each, one after the other, as they lie on disk.
  static func files(_ count: Int) -> some Sequence<[UInt8]> {
    stride(from: 0, to: count, by: 100).lazy.map { start in
      let entries = (start..<min(start + 100, count)).map(entry)
      return HARWriter.files(of: Recording(entries: entries)).har
    }
  }

  static func entry(_ number: Int) -> RecordedEntry {
    RecordedEntry(
      HTTPRequest(
        .post,
        written: "https://fal.run/fal-ai/flux/dev",
        fields: ["Content-Type": "application/json", "Accept": "application/json"],
        body: HTTPBody(body(number))
      ),
      HTTPResponse(
        200,
        fields: ["Content-Type": "application/json"],
        body: HTTPBody(answer(number))
      )
    )
  }

  private static let links = RecordedEntry(
    HTTPRequest(.get, written: "https://fal.run/links"),
    HTTPResponse(
      200,
      fields: ["Content-Type": "application/json"],
      body: HTTPBody(
        #"{"images":[{"url":"https://fal.media/a.png"},{"url":"https://fal.media/b.png"}]}"#
      )
    )
  )

  private static let compressed = RecordedEntry(
    HTTPRequest(.get, written: "https://fal.run/gzip"),
    HTTPResponse(
      200,
      fields: ["Content-Type": "application/json", "Content-Encoding": "gzip"],
      body: .bytes(Gzip.compress(Array(answer(0).utf8)))
    )
  )

  /// Everything that lies in a folder.
  static func replayer(in store: RecordingStore) throws -> Replayer {
    replayer(of: try store.names.map { (name: $0, recording: try store.load($0)) })
  }

  /// With the picture beside it.
  func replayer(count: Int) -> Replayer {
    RecordedAnswers.replayer(of: [("all", recording(count: count))])
  }

  /// The same as a file.
  func save(count: Int, in store: RecordingStore) throws {
    try store.save(recording(count: count), as: "fal/many", policy: RedactionPolicy())
  }

  private func recording(count: Int) -> Recording {
    let picture = RecordedEntry(
      HTTPRequest(.get, written: "https://fal.media/picture.png"),
      HTTPResponse(200, fields: ["Content-Type": "image/png"], body: .bytes(self.picture))
    )
    let others = [picture, RecordedAnswers.links, RecordedAnswers.compressed]
    let entries = (0..<count).map(RecordedAnswers.entry) + others
    return Recording(entries: entries)
  }

  private static func replayer(of recordings: [(name: String, recording: Recording)]) -> Replayer {
    Replayer(recordings, options: ReplayOptions(reuses: true), clock: LoopWaiting())
  }
}
