import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
package import Recordings

/// Draws portraits from recorded traffic: which endpoint an exchange belongs to, and what it answers.
package struct TrafficReader: Sendable {
  private let index: TrafficIndex

  package init(_ subjects: [Subject]) { index = TrafficIndex(subjects) }

  /// The portrait of each endpoint in one recording, and the exchanges that belong to none, by what they ask.
  package func portraits(
    of recording: Recording
  ) -> (found: [String: Portrait], strays: [String: Int]) {
    var reading = TrafficReading(index: index)
    for entry in recording.entries { reading.read(entry) }
    return (reading.portraits, reading.strays)
  }
}

/// One recording while it is read: whose work has which id, and which pictures were announced.
private struct TrafficReading {
  let index: TrafficIndex
  var portraits: [String: Portrait] = [:]
  /// How many exchanges belong to no endpoint that is known.
  private(set) var strays: [String: Int] = [:]
  /// Which endpoint gave out an id, what had been asked, and what had been sent.
  private var work: [String: (place: Int, asked: String?, sent: Set<String>)] = [:]
  /// Which endpoint announced a picture, by its address without the query.
  private var pictures: [String: (place: Int, asked: String?)] = [:]

  init(index: TrafficIndex) { self.index = index }

  mutating func read(_ entry: RecordedEntry) {
    guard let url = HTTPURL(entry.request.url) else {
      return strays["something without an address", default: 0] += 1
    }
    if let known = pictures[TrafficReading.bare(entry.request.url)] {
      return readPicture(entry, known.place, known.asked)
    }
    guard let call = index.call(entry.request.method.name, url, id: issuer(of: url)) else {
      return strays[TrafficReading.title(entry.request.method.name, url), default: 0] += 1
    }
    readCall(entry, call)
  }

  /// `POST fal.run/fal-ai/flux/schnell`, with `*` for every id.
  private static func title(_ method: String, _ url: HTTPURL) -> String {
    let steps = url.target.segments.map { step in
      let isNamed = [.word, .text].contains(StringKind(of: step))
      let isLong = step.utf8.count >= 20 && step.utf8.contains { 0x30...0x39 ~= $0 }
      return isNamed && !isLong ? step : "*"
    }
    return "\(method) \(url.authority)/\(steps.joined(separator: "/"))"
  }

  /// The endpoint whose work a URL names, where this recording has shown it given out.
  private func issuer(of url: HTTPURL) -> Int? {
    TrafficReading.names(in: url).lazy.compactMap { work[$0]?.place }.first
  }

  /// The parts of a URL that may be an id.
  private static func names(in url: HTTPURL) -> [String] {
    url.target.segments + url.target.queryItems.map(\.value)
  }

  private mutating func readCall(_ entry: RecordedEntry, _ call: TrafficIndex.Call) {
    let subject = index.subjects[call.place]
    guard call.name != .schema else { return readSchema(entry, subject) }
    let reader = AnswerReader(subject.facts)
    let body = try? JSON(parsing: entry.response.body.atHand)
    let sent = (try? JSON(parsing: entry.request.body.atHand)) ?? .null
    let input = subject.facts.input(in: sent).map(JSON.object) ?? sent
    guard var kind = reader.kind(of: call.name, status: entry.response.status.code, body: body)
    else {
      return
    }
    if kind == .status, TrafficReading.asksForNothing(entry, sent) { kind = .missing }
    let origin = origin(of: input, entry)
    let asked = call.name.isOrder ? input.objectValue.map(subject.asked) : origin?.asked
    let hidden = sent.strings.union(origin?.sent ?? [])
    if call.name == subject.order, input == .object(ProbeInput(subject).json) {
      readProbe(entry, subject, body)
      guard kind == .refused else { return }
    }
    portraits[subject.id, default: Portrait()].add(
      Answer(
        kind,
        status: entry.response.status.code,
        fields: entry.response.fields,
        body: body,
        billed: reader.billed(kind, entry.response.fields, body),
        asked: asked,
        hidden: hidden
      )
    )
    guard let body, 200...299 ~= entry.response.status.code else { return }
    if let id = reader.id(in: body) { work[id] = (call.place, asked, hidden) }
    for address in reader.addresses(in: body) {
      pictures[TrafficReading.bare(address)] = (call.place, asked)
    }
    for picture in TrafficReading.inlinePictures(of: entry, in: body, reader) {
      let answer = Answer(.picture, status: 200, picture: picture, asked: asked)
      portraits[subject.id]?.add(answer)
    }
  }

  /// The pictures in an answer, of which a recording may have kept the measures alone.
  private static func inlinePictures(
    of entry: RecordedEntry,
    in body: JSON,
    _ reader: AnswerReader
  ) -> [PictureFacts] {
    if !entry.pictures.isEmpty { return entry.pictures.map { PictureFacts($0) } }
    return reader.inlinePictures(in: body).compactMap { text in
      AnswerReader.bytes(ofInline: text).flatMap(PictureFacts.init(of:))
    }
  }

  /// A free read of ours, whatever it was answered.
  private static func asksForNothing(_ entry: RecordedEntry, _ sent: JSON) -> Bool {
    entry.request.url.contains(Sampler.unknownID) || sent["id"]?.stringValue == Sampler.unknownID
  }

  private mutating func readSchema(_ entry: RecordedEntry, _ subject: Subject) {
    portraits[subject.id, default: Portrait()].isThere = entry.response.status.code != 404
    guard entry.response.status.code == 200,
      let document = try? JSON(parsing: entry.response.body.atHand),
      let facts = SchemaFacts(document: document, endpoint: subject.endpoint)
    else { return }
    portraits[subject.id]?.schema = facts
  }

  /// A validation probe of ours among the traffic: only what it names can be held against another's.
  private mutating func readProbe(_ entry: RecordedEntry, _ subject: Subject, _ body: JSON?) {
    let isAccepted = entry.response.status.isSuccess
    portraits[subject.id, default: Portrait()].acceptsProbe = isAccepted
    if !isAccepted, let body { portraits[subject.id]?.faults = FaultReader.faults(in: body) }
  }

  /// The order that a poll asks after, named in its body or its path.
  private func origin(
    of input: JSON,
    _ entry: RecordedEntry
  ) -> (place: Int, asked: String?, sent: Set<String>)? {
    if let id = input["id"]?.stringValue, let known = work[id] { return known }
    return HTTPURL(entry.request.url).map(TrafficReading.names)?.lazy.compactMap { work[$0] }.first
  }

  private mutating func readPicture(_ entry: RecordedEntry, _ place: Int, _ asked: String?) {
    guard entry.response.status.code == 200 else { return }
    let picture =
      entry.picture.map { kept in
        PictureFacts(
          format: kept.mediaType,
          size: "\(kept.size.width)x\(kept.size.height)",
          bytes: kept.count
        )
      } ?? PictureFacts(of: entry.response.body.atHand)
    guard let picture else { return }
    portraits[index.subjects[place].id, default: Portrait()].add(
      Answer(
        .picture,
        status: entry.response.status.code,
        fields: entry.response.fields,
        picture: picture,
        asked: asked
      )
    )
  }

  private static func bare(_ address: String) -> String { String(address.prefix { $0 != "?" }) }
}
