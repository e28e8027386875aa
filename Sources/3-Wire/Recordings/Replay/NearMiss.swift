import CanonicalJSON
import Exchanges
import HTTPMessages

/// An entry that is nearly it.
struct NearMiss {
  /// One thing that had to agree and doesn't.
  struct Reason {
    /// `method`, `path`, `query`, `field`, `body` or `sequence`.
    var criterion: String
    /// Where in it: a JSON pointer, a parameter, a part.
    var pointer: String?
    var actual: String?
    var expected: String?
  }

  let entry: String
  private(set) var reasons: [Reason] = []

  init(entry: String, wasPlayed: Bool) {
    self.entry = entry
    reasons = [
      Reason(criterion: "sequence", actual: "already played", expected: "not yet played")
    ]
  }

  init(of asked: RequestSignature, to near: PreparedEntry, by reader: SignatureReader) {
    entry = "\(near.name) \(SecretScan.message(near.entry.title))"
    let recorded = RecordingIndex.signature(of: near.entry.request, reader)
    if asked.method != recorded.method {
      note("method", nil, actual: asked.method, expected: recorded.method)
    }
    if asked.path != recorded.path {
      note("path", nil, actual: asked.path, expected: recorded.path)
    }
    compareLists(asked.query, recorded.query, criterion: "query")
    compareLists(asked.fields, recorded.fields, criterion: "field")
    compareBodies(asked.body, recorded.body)
  }

  /// Fewer and smaller reasons are nearer; a wrong path is further than any body.
  var distance: Int {
    reasons.reduce(0) { sum, reason in
      switch reason.criterion {
      case "path": sum + 100
      case "method": sum + 50
      default: sum + 1
      }
    }
  }

  var json: JSON {
    ["entry": .string(entry), "differs": .array(reasons.prefix(NearMiss.mostReasons).map(\.json))]
  }

  private static let mostReasons = 20

  private mutating func note(
    _ criterion: String,
    _ pointer: String?,
    actual: String?,
    expected: String?
  ) {
    reasons.append(
      Reason(criterion: criterion, pointer: pointer, actual: actual, expected: expected)
    )
  }

  private mutating func compareLists(_ asked: [String], _ recorded: [String], criterion: String) {
    for item in asked where !recorded.contains(item) {
      note(
        criterion,
        NearMiss.name(item),
        actual: item,
        expected: recorded.first { NearMiss.name($0) == NearMiss.name(item) }
      )
    }
    for item in recorded where !asked.contains(item) {
      guard !asked.contains(where: { NearMiss.name($0) == NearMiss.name(item) }) else { continue }
      note(criterion, NearMiss.name(item), actual: nil, expected: item)
    }
  }

  private static func name(_ item: String) -> String {
    String(item.prefix { $0 != "=" && $0 != ":" })
  }
}

extension NearMiss {
  private mutating func compareBodies(
    _ asked: RequestSignature.Body,
    _ recorded: RequestSignature.Body
  ) {
    guard asked != recorded else { return }
    switch (asked, recorded) {
    case (.json(let asked), .json(let recorded)): compareJSON(asked, recorded)
    case (.form(let asked), .form(let recorded)): compareForms(asked, recorded)
    default:
      note("body", nil, actual: NearMiss.summary(asked), expected: NearMiss.summary(recorded))
    }
  }

  private mutating func compareJSON(_ asked: [UInt8], _ recorded: [UInt8]) {
    guard let asked = try? JSON(parsing: asked), let recorded = try? JSON(parsing: recorded) else {
      return note(
        "body",
        nil,
        actual: NearMiss.summary(.json(asked)),
        expected: NearMiss.summary(.json(recorded))
      )
    }
    for difference in asked.differences(from: recorded, limit: NearMiss.mostReasons) {
      note(
        "body",
        difference.pointer.description,
        actual: difference.actual.map { $0.text() },
        expected: difference.expected.map { $0.text() }
      )
    }
  }

  /// By the names of the parts; those of one name in their order.
  private mutating func compareForms(
    _ asked: [RequestSignature.Part],
    _ recorded: [RequestSignature.Part]
  ) {
    let names = Set((asked + recorded).map(\.name)).sorted()
    for name in names {
      let (these, those) = (asked.filter { $0.name == name }, recorded.filter { $0.name == name })
      for index in 0..<max(these.count, those.count) {
        let this = index < these.count ? these[index] : nil
        let that = index < those.count ? those[index] : nil
        guard this != that else { continue }
        let place =
          max(these.count, those.count) > 1 ? "part \(name) (\(index + 1))" : "part \(name)"
        note("body", place, actual: this.map(\.summary), expected: that.map(\.summary))
      }
    }
  }

  private static func summary(_ body: RequestSignature.Body) -> String {
    switch body {
    case .empty: "no body"
    case .json(let bytes): "JSON of \(bytes.count) bytes"
    case .form(let parts): "a form of \(parts.count) parts"
    case .bytes(let bytes): "\(bytes.count) bytes"
    }
  }
}

extension NearMiss.Reason {
  var json: JSON {
    var object: JSONObject = ["criterion": .string(criterion)]
    object["pointer"] = pointer.map { .string(SecretScan.message($0)) }
    object["actual"] = .string(actual.map(NearMiss.Reason.short) ?? "missing")
    object["expected"] = .string(expected.map(NearMiss.Reason.short) ?? "not there")
    return .object(object)
  }

  private static func short(_ text: String) -> String {
    let clean = SecretScan.message(text)
    return clean.utf8.count <= 200 ? clean : "\(clean.prefix(160))… (\(clean.utf8.count) bytes)"
  }
}
