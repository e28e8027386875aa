import Contract
import Bytes
import CanonicalJSON
import Catalog
import Dialects
import Exchanges
import HTTPMessages

/// One request to a provider's model, as it reached the provider.
struct UpstreamCall: Sendable {
  /// The exchange that it was; nil where it is only planned.
  let exchange: Exchange?
  /// The pairs of offer and mode whose endpoint was called.
  let operations: [Operation]
  /// The provider that was called.
  let provider: String
  /// How it is spoken to; nil where it is only planned.
  let data: Provider?

  /// The model input, each picture of the client's by its name: `<image 1>`.
  private(set) var input: JSON
  /// The client's pictures as they came.
  private(set) var received: [ReceivedPicture] = []
  /// The client's mask as it came; nil where none did.
  private(set) var mask: ReceivedPicture?
  /// The addresses of the pictures that it was answered, at once or to a later poll.
  private(set) var pictures: [String]

  /// The calls among all requests that reached the upstream for one case.
  static func all(_ exchanges: [Exchange], _ catalog: ModelCatalog) -> [UpstreamCall] {
    exchanges.compactMap { exchange in
      var call = UpstreamCall(exchange, catalog)
      if call?.pictures.isEmpty == true { call?.follow(exchanges) }
      return call
    }
  }

  /// Nil for polls, downloads, uploads and whatever else asks for no picture.
  private init?(_ exchange: Exchange, _ catalog: ModelCatalog) {
    guard exchange.request.method == .post,
      let order = ReceivedOrder(
        exchange.request,
        body: exchange.requestBody,
        among: catalog.orders(at: exchange.request.target.path)
      )
    else { return nil }
    self.exchange = exchange
    operations = order.operations
    provider = order.provider.name
    data = order.provider
    input = UpstreamCall.unmarked(order.input.map(JSON.object) ?? .null, exchange.token)
    pictures = UpstreamCall.pictures(in: exchange, order.provider)
  }

  /// A call that is planned and not made.
  init(planned input: JSON, _ operation: Operation?, at provider: String) {
    exchange = nil
    operations = operation.map { [$0] } ?? []
    self.provider = provider
    data = nil
    self.input = input
    pictures = []
  }

  /// The provider's id of the work that it took; nil where it named none.
  var workID: String? {
    data?.text(of: .id, in: try? JSON(parsing: exchange?.responseBody ?? []))
  }

  /// The tokens that its answer counts.
  var usage: TokenUsage? {
    guard let exchange, let data else { return nil }
    return data.usage(in: UpstreamCall.answer(exchange, data))
  }

  /// Takes the pictures from the poll that names what this call was given to ask for.
  private mutating func follow(_ exchanges: [Exchange]) {
    guard let data else { return }
    let polls = polls(among: exchanges).lazy
    pictures = polls.map { UpstreamCall.pictures(in: $0, data) }.first { !$0.isEmpty } ?? []
  }

  /// The requests that ask for its work, by an address or a body that names it.
  func polls(among exchanges: [Exchange]) -> [Exchange] {
    guard let id = workID else { return [] }
    return exchanges.filter { poll in
      poll.request.target.text.contains(id)
        || poll.request.method == .post && poll.requestBody.count <= UpstreamCall.largestPoll
          && String(decoding: poll.requestBody, as: UTF8.self).contains(id)
    }
  }

  private static let largestPoll = 4 << 10

  /// Names the client's pictures in the input, whatever way they came.
  mutating func identify(_ sent: Ask.Message, by witness: WireWitness) async {
    guard !sent.pictures.isEmpty, var object = input.objectValue,
      let images = operations.lazy.compactMap(\.images).first
    else { return }
    func picture(_ url: JSON, among sent: [ClientPicture]) async -> ReceivedPicture {
      var picture = await ReceivedPicture(at: url.stringValue ?? "", among: sent, by: witness)
      // Bare base64 has no type; what it is read as here says nothing of the gateway.
      if data?.speech.picturesIn == .base64 { picture.mediaType = nil }
      return picture
    }
    if let own = sent.mask, let url = object["mask"] { mask = await picture(url, among: [own]) }
    for field in images.fields {
      guard let value = object[field] else { continue }
      var seen: [ReceivedPicture] = []
      for url in value.arrayValue ?? [value] {
        seen.append(await picture(url, among: sent.pictures))
      }
      object[field] = value.arrayValue == nil ? seen[0].name : .array(seen.map(\.name))
      received += seen
    }
    input = .object(object)
  }

  /// Whether the provider answered it with work that it took.
  var isTaken: Bool { exchange?.response?.status.isSuccess ?? false }

  /// Whether the provider answered that it is no request that it can serve.
  var isRefused: Bool { exchange?.response?.status.code == 400 }

  /// Whether it was never made: a plan is held to the letter, a gateway to what the provider makes of it.
  var isPlanned: Bool { exchange == nil }

  /// The input without the case's mark, which the client has put into the prompt only for the journal.
  private static func unmarked(_ input: JSON, _ token: CaseToken?) -> JSON {
    guard let token, var object = input.objectValue,
      let prompt = object["prompt"]?.stringValue
    else { return input }
    object["prompt"] = .string(prompt.replacing(" \(token.marker)", with: ""))
    return .object(object)
  }

  private static func pictures(in exchange: Exchange, _ data: Provider) -> [String] {
    data.pictures(in: answer(exchange, data))
  }

  /// What it was answered, also where that came as events.
  private static func answer(_ exchange: Exchange, _ data: Provider) -> JSON? {
    guard ProviderStream.isOne(exchange.responseFields) else {
      return try? JSON(parsing: exchange.responseBody)
    }
    var stream = ProviderStream(of: data, limit: exchange.responseBody.count)
    let parts = (try? stream.feed(exchange.responseBody[...])) ?? []
    return parts.lazy.compactMap { if case .answer(let json) = $0 { json } else { nil } }.first
  }
}

extension UpstreamCall {
  /// A mismatch where another model was called than the one that was forced.
  func goesElsewhere(than endpoint: String) -> [Mismatch] {
    guard let called = operations.first?.endpoint, called != endpoint else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["endpoint"]),
        actual: .string(called),
        expected: .string(endpoint)
      )
    ]
  }

  /// Where the input lacks a member, or says something else by it.
  func lacks(_ members: JSONObject) -> [Mismatch] {
    members.members.flatMap { member -> [Mismatch] in
      let said = effect(of: input[member.name], as: member.name)
      let isSilent = input[member.name] == nil
      let wanted = effect(of: member.value, as: member.name) ?? member.value
      guard let said else { return [mismatch(member.name, expected: member.value)] }
      return said.differences(from: wanted, comparing: .byText).map { difference in
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["input", member.name] + difference.pointer.tokens),
          actual: isSilent ? nil : difference.actual,
          expected: difference.expected,
          why: isSilent ? "nothing was sent, and the provider's default is \(said.text())" : nil
        )
      }
    }
  }

  /// Where the input holds a member that must not be there; a provider's own default says nothing.
  func holds(_ names: [String]) -> [Mismatch] {
    names.compactMap { name in
      guard let value = input[name], !isDefault(value, of: name) else { return nil }
      return Mismatch(
        side: .upstream,
        pointer: JSONPointer(["input", name]),
        actual: value,
        why: "neither the client nor the contract put it there"
      )
    }
  }

  /// Where the input holds members beyond `names`.
  func holds(otherThan names: Set<String>) -> [Mismatch] {
    holds((input.objectValue?.names ?? []).filter { !names.contains($0) })
  }

  private func mismatch(_ name: String, expected: JSON) -> Mismatch {
    Mismatch(side: .upstream, pointer: JSONPointer(["input", name]), expected: expected)
  }

  /// The provider's reading of a value: its default where nothing is said, a preset as its pixels.
  private func effect(of value: JSON?, as name: String) -> JSON? {
    guard !isPlanned else { return value }
    guard let value = value ?? operations.lazy.compactMap({ $0.field(name)?.defaultValue }).first
    else { return nil }
    for operation in operations {
      guard case .pixels(let sizing) = operation.sizing, sizing.field == name,
        let preset = value.stringValue.flatMap({ sizing.presets[$0] })
      else { continue }
      return sizing.value(of: preset)
    }
    return value
  }

  private func isDefault(_ value: JSON, of name: String) -> Bool {
    guard !isPlanned else { return false }
    if operations.contains(where: { $0.field(name)?.defaultValue?.isSameValue(as: value) == true })
    {
      return true
    }
    return operations.contains { $0.batch?.field == name } && value.intValue == 1
  }
}
