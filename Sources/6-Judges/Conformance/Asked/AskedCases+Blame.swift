import CanonicalJSON
import Catalog
import Contract

extension AskedCases {
  /// The case that blames only what it is about: a request that is refused for something else says nothing of it.
  ///
  /// Where the plainest ask is refused, that is to blame; else what is refused alone beside the plainest, or what the
  /// ask is served without.
  func blamed(_ aspect: Aspect) -> Case {
    aspect.item.judged { session, judge in
      let found = await judge(session)
      guard let refused = found.first(where: \.isOfRefusal), let witness = session.witness else {
        return found
      }
      func skipped(_ why: String) -> [Judgement] {
        found.map { $0.isOfRefusal ? Judgement($0.requirement, .skipped(why: why)) : $0 }
      }
      guard place.isKnown else {
        return skipped("no catalog describes the model, so that nobody can say whether rightly")
      }
      let isPlainServed = await isServed(keeping: [], by: witness)
      if aspect.isBase {
        let rest = aspect.names.isEmpty && isPlainServed
        return rest ? skipped("the plainest request is served") : found
      }
      guard isPlainServed, !aspect.names.isEmpty else {
        return skipped("follows from a refusal that is not about \(refused.requirement.id)")
      }
      guard await isServed(keeping: aspect.names, by: witness) else { return found }
      let isCured = await isServed(keeping: everything.subtracting(aspect.names), by: witness)
      return isCured ? found : skipped("it is refused without that as well")
    }
  }

  private var everything: Set<String> {
    Set(ask.fields.names).union([AskedCases.pictures, AskedCases.mask])
  }

  /// Whether the gateway serves the ask without all that is not kept.
  private func isServed(keeping names: Set<String>, by witness: WireWitness) async -> Bool {
    let seen = try? await witness.marked(alone: !ask.carriesMark) { token in
      try await witness.testimony(to: plain(keeping: names), for: token)
    }
    return seen?.status == 200
  }

  /// The plainest ask of its kind with these members of the ask.
  private func plain(keeping names: Set<String>) -> Ask {
    var plain = Ask(of: "", place.mode, [:])
    if names.contains(AskedCases.pictures) {
      plain = ask
      plain.fields = ["prompt": .string(Ask.plainPrompt)]
    }
    plain.mask = names.contains(AskedCases.mask) ? ask.mask : nil
    plain.fields["model"] = ask.fields["model"]
    plain.scheme = ask.scheme
    for member in ask.fields.members where names.contains(member.name) {
      plain.fields[member.name] = member.value
    }
    _ = plain.fits(.all)
    return plain
  }
}

extension Case {
  /// The same case, which says nothing where what is wrong stands at a place that another case is about.
  func unless(_ place: String...) -> Case {
    judged { session, judge in
      await judge(session).map { judgement in
        guard case .unmet(let mismatches) = judgement.outcome, !judgement.isOfRefusal,
          mismatches.contains(where: { $0.pointer?.tokens == place })
        else { return judgement }
        return Judgement(judgement.requirement, .skipped(why: "follows from another fault"))
      }
    }
  }
}

extension Judgement {
  /// Whether nothing is wrong but that the request was not served.
  fileprivate var isOfRefusal: Bool {
    guard case .unmet(let mismatches) = outcome else { return false }
    return mismatches.allSatisfy { mismatch in
      // A connection that ends without an answer has no place.
      let isCut = mismatch.pointer == nil && mismatch.side == .response && mismatch.expected != nil
      return isCut || mismatch.pointer == JSONPointer(["status"]) && mismatch.expected == 200
    }
  }
}
