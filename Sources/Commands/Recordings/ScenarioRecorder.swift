import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Images
import Normalization
import Providers
import Recordings

/// Asks a provider for one scenario after the other, and keeps what it answers.
struct ScenarioRecorder {
  let client: any HTTPHandler
  let clock: any Waiting
  let bases: Bases
  let pictures: RecordingSession.Pictures

  /// Where the provider's services are, and the key for all of them.
  struct Bases {
    var sync: String
    var queue: String
    var key: String
  }

  /// The exchanges of one scenario, and how it ended: nil with pictures.
  func record(
    _ scenario: RecordScenario,
    calls: [Attempt.Call],
    at offer: Offer
  ) async throws -> (entries: Recording, failure: ProviderFailure?) {
    let session = RecordingSession(pictures: pictures)
    let recorder = Recorder(client, into: session, clock: clock)
    let provider = ProviderClient(client: recorder, clock: clock)
    let dialect = try dialect(of: offer.provider, isQueued: scenario.isQueued)
    var failure: ProviderFailure?
    for call in calls {
      let input = ScenarioRecorder.filled(call.input, override: scenario.override)
      do {
        _ = try await provider.generate(
          ProviderCall(endpoint: call.endpoint, input: input),
          by: dialect
        )
      } catch let error as ProviderFailure {
        failure = error
        break
      }
    }
    return (session.recording(RecordingMetadata()), failure)
  }

  private func dialect(
    of provider: String,
    isQueued: Bool
  ) throws -> any ProviderDialect {
    let access = ProviderAccess(base: isQueued ? bases.queue : bases.sync, key: bases.key)
    switch provider {
    case "fal": return FalDialect(access, isQueued: isQueued)
    // One second is the shortest wait, so that the answer has to be asked for.
    case "replicate": return ReplicateDialect(access, patience: isQueued ? 1 : 60)
    case "fireworks": return FireworksDialect(access)
    default: throw RecordingsUsage.unknownProvider(provider)
    }
  }

  /// The planned input with a picture in each of its gaps.
  private static func filled(_ input: JSONObject, override: JSONObject) -> JSONObject {
    var filled = JSONObject(
      input.members.map { JSONObject.Member(name: $0.name, value: picture(in: $0.value)) }
    )
    for member in override.members { filled[member.name] = member.value }
    return filled
  }

  private static func picture(in value: JSON) -> JSON {
    switch value {
    case .string(let text) where text.hasPrefix("<image "): .string(source)
    case .array(let items): .array(items.map(picture))
    default: value
    }
  }

  /// Small, so that the recording stays small.
  private static let source: String = {
    let size = ImageSize(
      width: RecordScenario.sourceSize.width,
      height: RecordScenario.sourceSize.height
    )
    let png = PNGEncoder.flat(size, color: RGBA(200, 30, 30))
    return "data:image/png;base64,\(Base64.encode(png))"
  }()
}
