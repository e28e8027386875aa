package import Contract

/// Goldens and maps that were written beside the old ones.
package struct ProposedFiles: ReviewSource {
  private let review: GoldenReview
  private let layers: GoldenLayers?

  /// A proposal is held against the file that is in force, which `layers` may have from the contract.
  package init(_ review: GoldenReview, over layers: GoldenLayers?) {
    self.review = review
    self.layers = layers
  }

  package func items() throws -> [ReviewItem] { try review.pending().map(item) }

  package func decide(_ decision: ReviewDecision, on item: ReviewItem) throws -> String {
    for pending in try review.pending() where pending.file == item.id {
      switch decision {
      case .accept:
        try review.accept(pending)
        return "accepted \(item.id)\n"
      case .reject:
        try review.reject(pending)
        return "rejected \(item.id)\n"
      case .suppress: throw ReviewError.notSuppressible(item.id)
      }
    }
    throw ReviewError.unknownItem(item.id, suggestion: nil)
  }

  private func item(_ pending: GoldenReview.Pending) -> ReviewItem {
    let current = pending.current ?? (try? layers?.bytes(of: pending.file))
    let lines = LineDifference.text(from: current ?? [], to: pending.proposed)
    let counts = ["+", "-"].map { sign in
      "\(sign)\(lines.split(separator: "\n").count { $0.hasPrefix(sign) })"
    }
    return ReviewItem(
      kind: pending.file.hasPrefix("map/") ? .map : .golden,
      id: pending.file,
      summary: (current == nil ? "new: " : "") + counts.joined(separator: " ") + " lines",
      difference: "--- \(pending.file)\n+++ \(pending.file)\(GoldenReview.suffix)\n\(lines)"
    )
  }
}
