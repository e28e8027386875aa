package import Bytes
package import CanonicalJSON
package import Catalog
import Contract
import Exchanges
import HTTPMessages
import Images

/// What both sides of a gateway showed of one ask, as a value: it can be compared, kept, and made up for tests.
package struct Sides: Sendable, Equatable {
  /// One call to a provider.
  package struct Call: Sendable, Equatable {
    /// The provider and its name for the model: `fal fal-ai/flux-2-max`.
    package var place: String
    /// Each picture of the client's by its name.
    package var input: JSONObject
    /// How many pictures it asks for, and the field that says so.
    package var count = 1
    package var countField: String?
    /// The fields that say a size here.
    package var sizeFields: Set<String> = []
    /// The pixels that the provider makes of them; nil where that is not known.
    package var pixels: PixelSize?
    /// Fields that say what the provider does by itself.
    package var silent: Set<String> = []
    /// Fields that neither the client nor what is known of the provider accounts for.
    package var unasked: [String] = []
    /// Whether each picture came bit for bit and under its true type.
    package var isFaithful = true
    /// Whether the provider itself had something against it.
    package var isRefused = false

    package init(place: String, input: JSONObject) {
      self.place = place
      self.input = input
    }
  }

  /// One picture of an answer.
  package struct Picture: Sendable, Equatable {
    /// The member that holds it, `url` or `b64_json`; both or none where the answer is wrong.
    package var forms: [String]
    /// What was found when it was looked at.
    package var look: Look?

    package init(forms: [String], look: Look? = nil) {
      self.forms = forms
      self.look = look
    }
  }

  /// The bytes of a picture, in short.
  package struct Look: Sendable, Equatable {
    package var digest = ""
    package var pixels: PixelSize?
    package var format: String?
    /// The type that its address gave it.
    package var type: String?
    /// Why it can't be had, or is none.
    package var flaw: String?

    package init() {}
  }

  /// Nil where no answer came.
  package var status: Int?
  /// The whole answer, where it is JSON and no picture stands in it.
  package var answer: JSONObject?
  /// The media type of the answer.
  package var type: String?
  package var pictures: [Picture] = []
  package var calls: [Call] = []
  package var ledger = Ledger.empty
  /// Secrets that came where they must not.
  package var leaks: [String] = []
  /// What an answer tells that only gateway and provider may know.
  package var indiscretions: [String] = []
  /// The visits to a port of this machine that only a URL of the ask or of an answer leads to.
  package var visits: [String] = []
  /// How often a provider was asked for pictures that it had given.
  package var latePolls = 0
  /// The ids that the answer gives the request, each by its field.
  package var requestIDs: [String: String] = [:]
  /// How long the client is told to wait before it asks again.
  package var retryAfter: String?
  /// Why no answer came.
  package var silence: String?
  /// Seconds since 1970 when the answer came; nil where nobody knows.
  package var time: Int?

  package init() {}

  package var isServed: Bool { status == 200 }
  package var isRefused: Bool { status.map { 400...499 ~= $0 } ?? false }

  /// The error of an answer that is one.
  package var error: JSONObject? { answer?["error"]?.objectValue }
}

extension WireWitness {
  /// Puts an ask under a mark of its own, and gives what both sides showed; pictures are fetched where `looks`.
  ///
  /// An ask that can carry no mark must be put while no other is under way.
  package func sides(of ask: Ask, looks: Bool) async throws -> Sides {
    var carrying = ask
    carrying.extra["Cookie"] = "session=\(Ask.cookie)"
    let sent = carrying
    return try await marked(alone: !ask.carriesMark) { token in
      do {
        return try await trapped(sent, token) { led in
          await Sides(try await testimony(to: led, for: token), of: ask, looks: looks)
        }
      } catch let error as WireError {
        if case .badURL = error { throw error }
        return Sides(silent: "\(error)")
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        return Sides(silent: "the connection ended without an answer: \(error)")
      }
    }
  }

  /// Puts an ask with its open URLs led to the tripwire, and adds who came there; nobody does where there is none.
  private func trapped(
    _ ask: Ask,
    _ token: CaseToken,
    _ put: (Ask) async throws -> Sides
  ) async throws -> Sides {
    guard ask.isTrapped, let tripwire else { return try await put(ask) }
    defer { tripwire.forget(token) }
    var sides = try await put(ask.led(to: tripwire, for: token)).withoutAddresses(tripwire, token)
    sides.visits = tripwire.visits(of: token).map { "\($0.method.name) \($0.url)" }
    return sides
  }
}

extension Sides {
  package init(silent why: String) { silence = why }

  /// The same with each address of a tripwire as the ask left it open: the port is another each time.
  fileprivate func withoutAddresses(_ tripwire: Tripwire, _ token: CaseToken) -> Sides {
    var sides = self
    for spelling in Tripwire.Spelling.allCases {
      let url = tripwire.url(of: token, spelling)
      sides.answer = sides.answer?.led(to: spelling.placeholder, from: url)
      for index in calls.indices {
        sides.calls[index].input = sides.calls[index].input.led(to: spelling.placeholder, from: url)
      }
    }
    return sides
  }

  init(_ seen: Evidence, of ask: Ask, looks: Bool) async {
    status = seen.status
    type = seen.fields[.contentType]
    time = seen.witness?.unixTime?()
    answer = seen.answer?.objectValue.map(Sides.tidied)
    calls = seen.calls.map { Sides.Call($0, of: ask, seen) }.sorted { $0.order < $1.order }
    latePolls = seen.calls.map { $0.latePolls(among: seen.exchanges) }.reduce(0, +)
    ledger = seen.ledger
    leaks =
      (seen.carries(seen.witness?.key ?? "", called: "the client's key")
      + seen.carries(Ask.cookie, called: "the client's cookie")
      + [seen.keysDownstream].flatMap { judgement -> [Mismatch] in
        if case .unmet(let found) = judgement.outcome { found } else { [] }
      })
      .compactMap(\.why)
    indiscretions = seen.discretion.flatMap { judgement -> [Mismatch] in
      if case .unmet(let found) = judgement.outcome { found } else { [] }
    }.compactMap(\.why)
    for field in seen.fields.all where field.name.raw.lowercased().hasSuffix("request-id") {
      requestIDs[field.name.raw.lowercased()] = field.value
    }
    retryAfter = seen.fields[.retryAfter]
    pictures = seen.items.map { item in
      let forms = ["url", "b64_json"].filter { !(item[$0] ?? .null).isNull }
      return Picture(forms: forms)
    }
    guard looks, status == 200 else { return }
    for index in pictures.indices { pictures[index].look = await seen.look(at: index) }
  }

  /// Without the bytes of pictures.
  private static func tidied(_ answer: JSONObject) -> JSONObject {
    var answer = answer
    guard let items = answer["data"]?.arrayValue else { return answer }
    answer["data"] = .array(
      items.map { item in
        guard var object = item.objectValue, object["b64_json"]?.stringValue != nil else {
          return item
        }
        object["b64_json"] = "<picture>"
        return .object(object)
      }
    )
    return answer
  }
}

extension Evidence {
  fileprivate func look(at index: Int) async -> Sides.Look {
    var look = Sides.Look()
    do {
      let picture = try await picture(at: index)
      look.digest = SHA256.hex(of: picture.bytes)
      look.pixels = picture.probe.shown
      look.format = picture.probe.format?.mediaType
      look.type = picture.contentType
      look.flaw = picture.probe.format == nil ? "is no picture" : nil
    } catch {
      look.flaw = "\(error)"
    }
    return look
  }
}

extension Sides.Call {
  init(_ call: UpstreamCall, of ask: Ask, _ seen: Evidence) {
    // One endpoint may serve both modes, each with terms of its own.
    let own = call.operations.filter { ($0.images != nil) == (ask.mode == .edit) }
    let operation = own.first ?? call.operations.first
    let endpoint = operation?.endpoint ?? call.exchange?.request.target.path ?? ""
    self.init(place: "\(call.provider) \(endpoint)", input: call.input.objectValue ?? [:])
    if call.mask?.index != nil { input["mask"] = "<mask>" }
    countField = operation?.batch?.field
    let asked = countField.flatMap { input[$0] }
    count = asked?.intValue ?? asked?.stringValue.flatMap { Int($0) } ?? 1
    silent = Set(
      input.members.filter { member in
        let usual = operation?.field(member.name)?.defaultValue
        return usual?.isSameValue(as: member.value) == true
          || member.value.intValue == 1 && [countField, "n"].contains(member.name)
      }.map(\.name)
    )
    sizeFields = Set(operation?.sizing.fields ?? [])
    let source = ask.mode == .edit ? ask.pictures.first?.size : nil
    pixels = operation?.delivers(input: input, source: source)
    isRefused = call.exchange?.response.map { 400...499 ~= $0.status.code } ?? false
    isFaithful = call.received.allSatisfy { $0.isExact && $0.isTruthful(among: seen.sent.pictures) }
    guard let operation, !operation.fields.isEmpty, operation.fields.count > 1 else { return }
    unasked = input.names.filter { !accounts(for: $0, operation, ask) }
  }

  /// Orders calls alike whatever stands behind the member in which they differ.
  fileprivate var order: String {
    input.members.map { "\($0.name)=\($0.value.text(.canonical))" }.sorted().joined(separator: "\n")
  }

  /// Whether the client or the way this provider is spoken to put a field there.
  private func accounts(for name: String, _ operation: Operation, _ ask: Ask) -> Bool {
    let own = ["prompt"] + (operation.images?.fields ?? []) + [countField].compactMap(\.self)
    if own.contains(name) || sizeFields.contains(name) { return true }
    if name == "mask" { return ask.mask != nil || ask.fields["mask"] != nil }
    // Whoever knows a parameter by another name does not know it by this one.
    let isClientsName = operation.renames[name] != nil && operation.field(name) == nil
    if ask.fields[name] != nil, !isClientsName { return true }
    if ask.fields.names.contains(where: { operation.renames[$0] == name }) { return true }
    let isFormat = [
      operation.formatField, operation.renames["output_compression"] ?? "output_quality",
    ]
    let isFormatAsked =
      ask.fields["output_format"] != nil || ask.fields["output_compression"] != nil
    if isFormatAsked, isFormat.contains(name) { return true }
    return operation.field(name)?.defaultValue?.isSameValue(as: input[name] ?? .null) == true
  }
}
