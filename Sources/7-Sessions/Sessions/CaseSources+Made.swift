package import Conformance
package import Contract
import Files

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

  /// Lays goldens that would be otherwise now beside the old ones, and tells which.
  package func propose(in review: GoldenReview, tell: (_ name: String) -> Void) async throws {
    for file in try await made() + received.current
    where review.folder.contains(file.name) || !holds(file.bytes, as: file.name) {
      guard try review.propose(file.bytes, as: file.name) == .pending else { continue }
      tell(file.name)
    }
  }
}
