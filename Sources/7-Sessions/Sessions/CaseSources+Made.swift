package import Conformance

extension CaseSources {
  /// The goldens that are made, not written, as the reference would have them now: plans and recorded answers.
  package func made() async throws -> [(name: String, bytes: [UInt8])] {
    let planner = ReferencePlanner(catalog: catalog)
    let plans = try await NormalizationGolden.all(catalog: catalog, planner: planner)
    let reference = RecordedReference(catalog: catalog, recordings: LayeredRecordings(layers))
    let answers = try await reference.currentGoldens()
    return plans.map { (name: $0.name, bytes: $0.bytes) }
      + answers.map { (name: $0.file, bytes: $0.bytes) }
  }
}
