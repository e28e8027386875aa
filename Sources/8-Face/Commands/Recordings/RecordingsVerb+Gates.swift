import Bytes
import CanonicalJSON
import Catalog
import Contract
import Exchanges
import Files
import Recordings
import Sessions
import Terminal

/// What a CI asks of recordings: that none holds a secret, and that none is too old.
extension RecordingsVerb {
  /// Goldens, recordings and whatever files are named: nothing may hold a secret.
  static func scan(_ call: Invocation, _ paths: [String]) throws -> ExitCode {
    var policy = call.redactionPolicy
    policy.harmless = Set(Provider.known.values.map(\.key.sample)).union([
      "fake:key", "fw_fake", "r8_fake",
    ])
    let folders = try paths.isEmpty ? scanned(call) : paths.map { Folder(call.absolute($0)) }
    var count = 0
    var found: [Redactor.Finding] = []
    for folder in folders {
      let files = folder.files(under: "", suffix: "")
      for file in files.isEmpty ? [""] : files {
        let bytes = try folder.bytes(of: file)
        count += 1
        found += SecretScan.findings(in: bytes, policy: policy, place: folder.path(of: file))
      }
    }
    let rows: [JSON] = found.map { ["rule": .string($0.rule.id), "place": .string($0.place)] }
    print(rows, call) {
      let sum = "\(count.counted("file")), \(found.count.counted("secret"))\n"
      return found.map { "secret: \($0.rule.id) at \($0.place)\n" }.joined()
        + (call.isQuiet ? "" : sum)
    }
    return found.isEmpty ? .success : .secretFound
  }

  private static func scanned(_ call: Invocation) throws -> [Folder] {
    let layers = try call.goldenLayers()
    return [layers.contract, layers.project].compactMap { $0 }.flatMap { layer in
      ["golden", "recordings", "baseline"].filter { layer.contains($0) }
        .map { Folder(layer.path(of: $0)) }
    }
  }

  static func age(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let (limit, now) = (call[maxAge], UTCTime.now)
    let ages = try call.recordings(names).map { name, recording in
      let summary = RecordingSummary(name: name, recording: recording)
      return RecordingAge(
        name: name,
        days: summary.age(now: now).map { Int($0.components.seconds / 86_400) },
        isOld: summary.isOlder(than: limit, now: now)
      )
    }
    print(ages.map(\.json), call) {
      ages.filter { $0.isOld || !call.isQuiet }.map(\.line).joined()
    }
    return ages.contains(where: \.isOld) ? .failure : .success
  }
}

/// How old a recording is, and whether that is too old.
private struct RecordingAge {
  let name: String
  /// Nil where it has no date.
  let days: Int?
  let isOld: Bool

  var line: String {
    "\(isOld ? "too old" : "ok     ")  \(name)  \(days.map { "\($0) days" } ?? "undated")\n"
  }

  var json: JSON {
    ["name": .string(name), "days": days.map(JSON.integer) ?? .null, "old": .bool(isOld)]
  }
}
