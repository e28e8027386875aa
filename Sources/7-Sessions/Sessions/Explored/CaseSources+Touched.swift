import CanonicalJSON
import Catalog
package import Conformance

extension CaseSources {
  /// The requirements whose cases ask for nothing but what this ask says too.
  package func requirements(touchedBy ask: Ask, _ profile: GatewayProfile?) -> [String] {
    let names = Set(ask.fields.names)
    let touched = wire(profile).cases.filter { item in
      let own = Set(item.question.ask.fields.names).subtracting(["model", "prompt"])
      return item.question.ask.mode == ask.mode && !own.isEmpty && own.isSubset(of: names)
    }
    return Set(touched.flatMap(\.requirements)).sorted()
  }

  /// The ask as the reference knows its model; the same where no profile gives it another name.
  package func atReference(_ ask: Ask, _ profile: GatewayProfile?) -> Ask {
    let model = ask.fields["model"]?.stringValue
    let place = places(profile).first { $0.forcedModel == model && $0.mode == ask.mode }
    var ask = ask
    if let place { ask.fields["model"] = .string("\(place.offer.provider)/\(place.model.id)") }
    return ask
  }
}
