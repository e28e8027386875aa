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
    let folders =
      try paths.isEmpty ? call.goldenLayers().kept : paths.map { Folder(call.absolute($0)) }
    let search = try SecretSearch(of: folders, policy: policy)
    let rows: [JSON] = search.found.map {
      ["rule": .string($0.rule.id), "place": .string($0.place)]
    }
    print(rows, call) {
      let sum = "\(search.count.counted("file")), \(search.found.count.counted("secret"))\n"
      return search.found.map { "secret: \($0.rule.id) at \($0.place)\n" }.joined()
        + (call.isQuiet ? "" : sum)
    }
    return search.found.isEmpty ? .success : .secretFound
  }

  static func age(_ call: Invocation, _ names: [String]) throws -> ExitCode {
    let (limit, now) = (call[maxAge], UTCTime.now)
    let ages = try call.recordings(names).map { name, recording in
      RecordingAge(of: RecordingSummary(name: name, recording: recording), limit: limit, now: now)
    }
    print(ages.map(\.json), call) {
      ages.filter { $0.isOld || !call.isQuiet }.map(\.line).joined()
    }
    return ages.contains(where: \.isOld) ? .failure : .success
  }
}
