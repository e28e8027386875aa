import Bytes
import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages
import Images
import Recordings

/// One recording while it is read: whose work has which id, and which pictures were announced.
struct TrafficReading {
  let index: TrafficIndex
  /// When the recording began, in milliseconds since 1970; nil where its times say nothing.
  let beginning: Int?
  private(set) var sight = TrafficReader.Sight()
  private var work: [String: Work] = [:]

  /// What is known of an id that an endpoint gave out.
  private struct Work {
    var place: Int
    var asked: String?
    var sent: Set<String>
    /// When it was ordered; nil once it has ended, or where that was not seen.
    var began: Duration?
  }

  /// Which endpoint announced a picture, by its address without the query.
  private var pictures: [String: (place: Int, asked: String?)] = [:]

  init(index: TrafficIndex, beginning: Int?) {
    self.index = index
    self.beginning = beginning
  }

  mutating func read(_ entry: RecordedEntry) {
    guard let url = HTTPURL(entry.request.url) else {
      return sight.strays["something without an address", default: 0] += 1
    }
    if let known = pictures[TrafficReading.bare(entry.request.url)] {
      return readPicture(entry, known.place, asked: known.asked)
    }
    let method = entry.request.method.name
    let sent = sent(entry.request)
    guard let call = index.call(method, url, id: issuer(of: url), body: sent) else {
      return sight.strays[TrafficReading.title(method, url), default: 0] += 1
    }
    readCall(entry, call, sent: sent ?? .null)
  }

  /// What a request says, a form as the object that it stands for.
  private func sent(_ request: HTTPRequest) -> JSON? {
    let object = try? ProviderOrder.object(
      request.body.atHand,
      contentType: request.fields[.contentType],
      among: index.subjects.map(\.operation)
    )
    return object.map(JSON.object)
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

  private mutating func readCall(_ entry: RecordedEntry, _ call: TrafficIndex.Call, sent: JSON) {
    let subject = index.subjects[call.place]
    guard call.name != .schema else { return readSchema(entry, subject) }
    let reader = AnswerReader(subject.facts)
    let body = try? JSON(parsing: entry.response.body.atHand)
    let input = subject.facts.input(in: sent).map(JSON.object) ?? sent
    let origin = origin(of: input, entry)
    note(entry, call, subject: subject, body: body, id: origin?.id)
    guard var kind = reader.kind(of: call.name, status: entry.response.status.code, body: body)
    else {
      return
    }
    if kind == .status, TrafficReading.asksForNothing(entry, sent) { kind = .missing }
    let asked = call.name.isOrder ? input.objectValue.map(subject.asked) : origin?.work.asked
    let hidden = sent.strings.union(origin?.work.sent ?? [])
    if call.name == subject.order, input == .object(ProbeInput(subject).json) {
      readProbe(entry, subject, body: body)
      guard kind == .refused else { return }
    }
    sight.portraits[subject.id, default: Portrait()].add(
      Answer(
        kind,
        status: entry.response.status.code,
        fields: entry.response.fields,
        body: body,
        billed: reader.billed(kind, entry.response.fields, body: body),
        asked: asked,
        hidden: hidden
      )
    )
    guard let body, 200...299 ~= entry.response.status.code else { return }
    if let id = reader.id(in: body) {
      let isOpen = call.name.isOrder && kind != .result && !reader.hasFailed(body)
      let began = isOpen ? entry.start : work[id]?.began
      work[id] = Work(place: call.place, asked: asked, sent: hidden, began: began)
    }
    for address in reader.addresses(in: body) {
      pictures[TrafficReading.bare(address)] = (call.place, asked)
    }
    for picture in TrafficReading.inlinePictures(of: entry, in: body, reader: reader) {
      let answer = Answer(.picture, status: 200, picture: picture, asked: asked)
      sight.portraits[subject.id]?.add(answer)
    }
  }

  /// The pictures in an answer, of which a recording may have kept the measures alone.
  private static func inlinePictures(
    of entry: RecordedEntry,
    in body: JSON,
    reader: AnswerReader
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
    sight.portraits[subject.id, default: Portrait()].isThere = entry.response.status.code != 404
    guard entry.response.status.code == 200,
      let document = try? JSON(parsing: entry.response.body.atHand),
      let facts = SchemaFacts(document: document, endpoint: subject.endpoint)
    else { return }
    sight.portraits[subject.id]?.schema = facts
  }

  /// A validation probe of ours among the traffic: only what it names can be held against another's.
  private mutating func readProbe(_ entry: RecordedEntry, _ subject: Subject, body: JSON?) {
    let isAccepted = entry.response.status.isSuccess
    sight.portraits[subject.id, default: Portrait()].acceptsProbe = isAccepted
    if !isAccepted, let body { sight.portraits[subject.id]?.faults = FaultReader.faults(in: body) }
  }

  /// The order that a poll asks after, named in its body or its path.
  private func origin(
    of input: JSON,
    _ entry: RecordedEntry
  ) -> (id: String, work: Work)? {
    let named = HTTPURL(entry.request.url).map(TrafficReading.names) ?? []
    return ([input["id"]?.stringValue].compactMap(\.self) + named).lazy
      .compactMap { id in work[id].map { (id, $0) } }.first
  }

  private mutating func readPicture(_ entry: RecordedEntry, _ place: Int, asked: String?) {
    guard entry.response.status.code == 200 else { return }
    let picture =
      entry.picture.map { PictureFacts($0) } ?? PictureFacts(of: entry.response.body.atHand)
    guard let picture else { return }
    sight.portraits[index.subjects[place].id, default: Portrait()].add(
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

extension TrafficReading {
  /// Notes how long an order took, or that it failed; refused input and content say nothing of either.
  private mutating func note(
    _ entry: RecordedEntry,
    _ call: TrafficIndex.Call,
    subject: Subject,
    body: JSON?,
    id: String?
  ) {
    guard let beginning else { return }
    let began = call.name.isOrder ? entry.start : id.flatMap { work[$0]?.began }
    guard let began, let end = entry.end else { return }
    let status = entry.response.status.code
    let kind = AnswerReader(subject.facts).kind(of: call.name, status: status, body: body)
    let hasFailed =
      call.name.isOrder && (status >= 500 || [408, 429].contains(status))
      || 200...299 ~= status && subject.facts.state(in: body) == .failed
    guard hasFailed || kind == .result && status < 300 else { return }
    if let id { work[id]?.began = nil }
    sight.orders[subject.id, default: []].append(
      WorkSample(
        at: beginning + began.wholeMilliseconds,
        milliseconds: hasFailed ? nil : (end - began).wholeMilliseconds
      )
    )
  }
}
