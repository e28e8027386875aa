import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Images

/// The work that the stubs of all providers share: taking orders, and having their pictures made.
struct StubBackend: Sendable {
  var catalog: ModelCatalog
  let maker = PictureMaker.shared
  let media = MediaStore()
  let files = FileStore()
  let jobs = JobStore()
  let calls = CallCounter()
  let faults: FaultBook
  let bookkeeper: Bookkeeper
  let ids: StubIDs
  let clock: any Waiting
  let unixTime: @Sendable () -> Int
  /// Fetches input pictures as the provider would; nil where none may be fetched.
  let client: (any HTTPHandler)?
  let courier: WebhookCourier

  /// Reads a body that must be a JSON object.
  func object(in request: StubRequest) throws(StubRefusal) -> JSONObject {
    do {
      guard let object = try JSON(parsing: request.body).objectValue else {
        throw StubRefusal.malformedBody("Input should be an object")
      }
      return object
    } catch let error as JSONError {
      throw .malformedBody(error.description)
    } catch {
      throw .malformedBody("Input should be an object")
    }
  }

  /// Numbers a call and says which faults hit it.
  func faults(
    hitting request: StubRequest,
    input: JSONObject
  ) throws(StubRefusal) -> (number: Int, faults: Faults) {
    let prompt = input["prompt"]?.stringValue ?? ""
    let number = calls.next(of: request.caseToken, prompt: prompt)
    bookkeeper.noteOrder(of: request.caseToken)
    do throws(FaultDirectiveError) {
      let asked = try Faults.all(in: prompt)
        .first { $0.hits(call: number, provider: request.provider) }
      let hitting = faults.next(for: request.provider) ?? asked ?? Faults()
      if !hitting.isEmpty { faults.noteHit() }
      return (number, hitting)
    } catch {
      throw .badDirective(error.description)
    }
  }

  /// Holds an input against the schema, fetches its pictures, and takes the order.
  func order(
    _ endpoint: String,
    of provider: Provider,
    input: JSONObject,
    number: Int,
    faults: Faults,
    takesNull: Bool,
    mode: Mode?
  ) async throws -> StubOrder {
    guard let (offer, operation) = offer(at: endpoint, of: provider, for: input, mode: mode) else {
      throw StubRefusal.unknownModel(endpoint)
    }
    let validator = InputValidator(
      operation: operation,
      takesNull: takesNull,
      refusesUnknown: provider.speech.refusesUnknown,
      refusedFields: provider.speech.refusedFields
    )
    let violations = validator.violations(of: input)
    guard violations.isEmpty || catalog.isOpen else { throw StubRefusal.invalidInput(violations) }
    let longest = provider.limits[.dataURI]?.value ?? .max
    let sources: [PixelSize]
    do {
      sources = try await self.sources(of: operation, input: input, longestDataURI: longest)
    } catch {
      guard catalog.isOpen else { throw error }
      sources = []
    }
    let size = faults.wrongSize ?? pixels(of: operation, input, source: sources.first)
    return StubOrder(
      endpoint: endpoint,
      offer: offer,
      operation: operation,
      input: input,
      sources: sources,
      number: number,
      faults: faults,
      size: try drawable(size ?? PixelSize(1024, 1024), operation, input: input),
      seed: input["seed"]?.intValue ?? number,
      count: faults.images ?? count(of: operation, input)
    )
  }

  /// The pixels that an operation delivers; where anything is taken, those that the input asks for.
  private func pixels(
    of operation: Operation,
    _ input: JSONObject,
    source: PixelSize?
  ) -> PixelSize? {
    guard catalog.isOpen else { return operation.delivers(input: input, source: source) }
    if case .none = operation.sizing { return AskedSize(input).pixels ?? source }
    return operation.delivers(input: input, source: source) ?? AskedSize(input).pixels
  }

  /// The size itself, where it is one that can be drawn; not every field has bounds.
  private func drawable(
    _ size: PixelSize,
    _ operation: Operation,
    input: JSONObject
  ) throws(StubRefusal) -> PixelSize {
    guard size.area > PictureMaker.mostPixels else { return size }
    let field = operation.sizing.fields.last ?? "prompt"
    throw .invalidInput([
      InputViolation(
        path: [field],
        reason: .tooManyPixels(PictureMaker.mostPixels),
        given: input[field]
      )
    ])
  }

  /// How many pictures are asked for: one call never makes more than its batch, nor less than one.
  private func count(of operation: Operation, _ input: JSONObject) -> Int {
    if catalog.isOpen {
      let own = operation.batch.flatMap { input[$0.field]?.intValue }
      return own.map { min(max(1, $0), 16) } ?? AskedSize(input).count
    }
    guard let batch = operation.batch else { return 1 }
    return min(max(1, input[batch.field]?.intValue ?? operation.usualCount), batch.maximum)
  }

  /// Where one endpoint serves both modes, an input picture makes it an edit, unless the call says what it is.
  private func offer(
    at endpoint: String,
    of provider: Provider,
    for input: JSONObject,
    mode: Mode?
  ) -> (offer: Offer, operation: Operation)? {
    let own = catalog.operations(endpoint: endpoint, at: provider.name)
    let fitting = own.filter { mode == nil || $0.mode == mode }
    let candidates = fitting.isEmpty && catalog.isOpen ? own : fitting
    let editing = candidates.first { candidate in
      candidate.operation.images.map { !$0.pictures(in: input).isEmpty } ?? false
    }
    let chosen = editing ?? candidates.first { $0.operation.images == nil } ?? candidates.first
    return chosen.map { ($0.offer, $0.operation) }
  }
}

extension StubBackend {
  /// The sizes of the input pictures, once all of them have been read.
  private func sources(
    of operation: Operation,
    input: JSONObject,
    longestDataURI: Int
  ) async throws -> [PixelSize] {
    guard let images = operation.images else { return [] }
    var sizes: [PixelSize] = []
    for url in images.pictures(in: input).compactMap(\.stringValue) {
      guard !url.hasPrefix("data:") || url.utf8.count <= longestDataURI else {
        throw StubRefusal.badPicture(field: images.field, .badDataURI)
      }
      sizes.append(try await size(of: url, in: images.field))
    }
    return sizes
  }

  private func size(of url: String, in field: String) async throws -> PixelSize {
    let bytes = try await picture(at: url, in: field)
    let probe = Image.probe(bytes)
    guard probe.format != nil, probe.shown.width > 0, probe.shown.height > 0 else {
      throw StubRefusal.badPicture(field: field, .unreadable)
    }
    return probe.shown
  }

  private func picture(at url: String, in field: String) async throws -> [UInt8] {
    if url.hasPrefix("data:") {
      let parts = url.split(separator: ",", maxSplits: 1)
      guard parts.count == 2, parts[0].hasSuffix(";base64"),
        let bytes = try? Base64.decode(String(parts[1]))
      else { throw StubRefusal.badPicture(field: field, .badDataURI) }
      return bytes
    }
    guard var request = HTTPRequest(.get, url: url) else {
      throw StubRefusal.badPicture(field: field, .unreachable)
    }
    request.fields[.touchstoneStub] = "fetching"
    let path = request.target.segments
    if path.first == Provider.media,
      let item = media.item(at: path.dropFirst().joined(separator: "/"), now: clock.now)
    {
      return item.bytes
    }
    guard let response = try? await client?.respond(to: request), response.status.isSuccess,
      let bytes = try? await response.body.collected(limit: 64 << 20)
    else { throw StubRefusal.badPicture(field: field, .unreachable) }
    return bytes
  }
}
