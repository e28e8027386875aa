import CanonicalJSON
import Catalog
package import Conformance

extension CaseSources {
  /// The ask as the reference knows its model; the same where no profile gives it another name.
  package func atReference(_ ask: Ask, _ profile: GatewayProfile?) -> Ask {
    let model = ask.fields["model"]?.stringValue
    let place = places(profile).first { $0.forcedModel == model && $0.mode == ask.mode }
    var ask = ask
    if let place { ask.fields["model"] = .string("\(place.offer.provider)/\(place.model.id)") }
    return ask
  }
}
