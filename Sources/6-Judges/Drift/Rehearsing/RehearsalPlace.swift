import CanonicalJSON
import Catalog
import HTTPMessages

/// Which of a provider's answers a rehearsal alters.
enum RehearsalPlace: Sendable {
  case document
  case refusal
  /// What is said of work that nobody knows.
  case missing
  case result
  /// Fetched, or in the result itself.
  case picture
  /// Everything that leads to the endpoint itself.
  case endpoint
  case everywhere

  func covers(_ request: HTTPRequest, _ reply: AlteredProvider.Reply, at provider: Provider) -> Bool
  {
    let call = ProviderMap([provider]).site(ofAuthority: request.authority)
      .flatMap { provider.call(request.method.name, atBase: $0.base, target: request.target.text) }?
      .name
    let kind = call.flatMap { name in
      AnswerReader(provider).kind(of: name, status: reply.status, body: reply.json)
    }
    return switch self {
    case .document: call == .schema
    case .refusal: kind == .refused
    case .missing: request.target.text.contains(Sampler.unknownID) || kind == .missing
    case .result: kind == .result
    case .picture:
      call == nil
        ? reply.status == 200 : kind == .result && !reply.inlinePictures(of: provider).isEmpty
    case .endpoint: call == .schema || call?.isOrder ?? false
    case .everywhere: true
    }
  }

  /// What must be asked to see the place.
  var kinds: Set<DriftJob.Kind> {
    switch self {
    case .document: [.schema]
    case .refusal: [.probe]
    case .missing: [.read]
    case .result, .picture: [.generation]
    case .endpoint: [.schema, .probe]
    case .everywhere: Set(DriftJob.Kind.allCases)
    }
  }
}
