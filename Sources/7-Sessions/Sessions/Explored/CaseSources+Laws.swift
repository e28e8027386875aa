import Bytes
import CanonicalJSON
import Catalog
package import Conformance
import Contract
package import Exploring
import Files
package import Mapping

extension CaseSources {
  /// The names that a gateway serves models by, each with what is known of it.
  package func subjects(
    named names: [String],
    _ profile: GatewayProfile?,
    listed: [String]?,
    maps: [GatewayMap] = []
  ) -> [Subject] {
    let targets = MapTarget.all(named: names, self, profile: profile, listed: listed)
    return targets.flatMap(\.subjects).map { subject(of: $0, profile, maps: maps) }
  }

  private func subject(
    of known: MapSubject,
    _ profile: GatewayProfile?,
    maps: [GatewayMap]
  ) -> Subject {
    var subject = Subject(known)
    subject.takesJSON = profile?.claims.jsonEdits ?? true
    subject.isKeyed = profile.map { $0.keyVariable != nil } ?? true
    subject.learned = maps.flatMap(\.offers).first {
      $0.model == known.name && $0.mode == known.mode.rawValue
    }
    guard known.mode == .edit else { return subject }
    let places = places(profile)
    let own = places.first { $0.forcedModel == known.name && $0.mode == .edit }
    // The same model at the same provider, by whatever name the gateway gives it.
    let other = places.first {
      $0.mode == .textToImage && $0.model.id == own?.model.id
        && $0.offer.provider == own?.offer.provider
    }
    subject.generation = other.map {
      Subject.Place(name: $0.forcedModel, operation: $0.operation)
    }
    return subject
  }

  /// The laws that ship, and those of the project.
  package func laws() throws -> [Law] {
    guard let project = layers.project else { return Law.all }
    let known = Set(Law.all.map(\.id))
    let own = try project.files(under: UserLaw.folder, suffix: ".json").map { file in
      let id = String(file.dropFirst(UserLaw.folder.count + 1).dropLast(".json".count))
      let node = try JSONNode(parsing: project.bytes(of: file), file: "touchstone/\(file)")
      guard !known.contains(id) else {
        throw node.failure(.other("is the name of a law that ships; call the file otherwise"))
      }
      return try UserLaw.law(node, id: id)
    }
    return Law.all + own
  }

  /// Those of the laws that go by these names, with or without `law.` before them; all where none is named.
  package func laws(named names: [String]) throws -> [Law] {
    let all = try laws()
    guard !names.isEmpty else { return all }
    return try names.map { name in
      let id = name.hasPrefix("law.") ? String(name.dropFirst(4)) : name
      guard let law = all.first(where: { $0.id == id }) else {
        throw ExploreError.unknownLaw(
          name,
          suggestion: Suggestion.nearest(to: id, among: all.map(\.id))
        )
      }
      return law
    }
  }

  /// The asks that broke a rule once, in the order of their files.
  package func keptAsks() throws -> [(file: String, kept: KeptAsk)] {
    let files = layers.files(under: KeptAsk.folder, suffix: ".json")
    guard !files.isEmpty else { return [] }
    let names = try laws().map(\.id)
    return try files.map { file in
      let node = try JSONNode(parsing: layers.bytes(of: file), file: file)
      return (file, try KeptAsk(node, laws: names, requirements: requirements.all.map(\.id)))
    }
  }

  /// The same with a case for each ask that broke a rule once.
  package func withKeptAsks() throws -> CaseSources {
    let kept = try keptAsks()
    guard !kept.isEmpty else { return self }
    let laws = Dictionary(try laws().map { ($0.id, $0) }) { first, _ in first }
    let sources = self
    let names = Set(kept.compactMap(\.kept.law))
    return adding(laws.values.filter { names.contains($0.id) }.map(\.stated)) { profile in
      kept.compactMap { file, item in
        switch item.rule {
        case .requirement(let id):
          sources.keptCase(item, of: id, at: Place(file: file, line: 1), profile)
        case .law(let id): laws[id].map { sources.keptCase(item, of: $0, file: file) }
        }
      }
    }
  }

  private func keptCase(_ item: KeptAsk, of law: Law, file: String) -> Case {
    item.asCase(of: law, file: file) { [self] ask, profile in
      let model = ask.fields["model"]?.stringValue ?? ""
      return subjects(named: [model], profile, listed: nil).first { $0.isMeant(by: ask) }
    }
  }
}

extension KeptAsk {
  /// Where a project keeps them.
  package static let folder = "golden/cases"

  package var file: String { "\(KeptAsk.folder)/\(name).json" }
}
