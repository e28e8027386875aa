import CanonicalJSON
import Catalog
import HTTPMessages

/// Finds the endpoint and the call behind a request's method and URL.
struct TrafficIndex: Sendable {
  struct Call: Sendable {
    var name: Provider.CallName
    /// The place of the subject.
    var place: Int
  }

  let subjects: [Subject]
  private let map: ProviderMap

  init(_ subjects: [Subject]) {
    self.subjects = subjects
    map = ProviderMap(subjects.map(\.facts))
  }

  /// `issuer` is the subject whose work the request names, where the recording has shown it; `body` may name the model.
  func call(_ method: String, _ url: HTTPURL, id issuer: Int?, body: JSON? = nil) -> Call? {
    guard let site = map.site(ofAuthority: url.authority),
      let (name, values) = site.provider.call(method, atBase: site.base, target: url.target.text),
      name != .upload
    else { return nil }
    let fitting = subjects.indices.filter { subjects[$0].provider == site.provider.name }
    if let endpoint = values["endpoint"] ?? site.provider.text(of: .model, in: body) {
      return fitting.last { subjects[$0].endpoint == endpoint }.map { Call(name: name, place: $0) }
    }
    let owners = fitting.filter { place in
      let own = Provider.values(endpoint: subjects[place].endpoint)
      return values["app"].map { $0 == own["app"] } ?? true
    }
    if let issuer { return owners.contains(issuer) ? Call(name: name, place: issuer) : nil }
    // Work of unknown origin tells nothing, unless only one endpoint can have ordered it.
    return owners.count == 1 ? Call(name: name, place: owners[0]) : nil
  }
}
