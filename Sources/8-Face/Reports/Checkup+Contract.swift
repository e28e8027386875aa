package import Contract
import Files

extension Checkup {
  /// Notes whether the contract, the models and a project are found.
  package mutating func note(
    layers: () throws -> GoldenLayers,
    modelCount: () throws -> Int
  ) {
    do {
      let layers = try layers()
      let revision = try layers.requirements().revision
      note("contract", .fine, detail: "revision \(revision) in \(layers.contract.path)")
    } catch {
      note("contract", .broken, detail: "\(error)")
    }
    do {
      note("models", .fine, detail: "\(try modelCount()); touchstone sizes lists them")
    } catch {
      note("models", .broken, detail: "\(error)")
    }
    if let project = try? layers().project {
      note("your project", .fine, detail: project.path)
    } else {
      note("your project", .absent, detail: "none from here upward; touchstone init makes one")
    }
  }
}
