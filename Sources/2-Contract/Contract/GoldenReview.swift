package import Files

/// Goldens that wait to be accepted or rejected: `<file>.new` beside each file.
package struct GoldenReview: Sendable {
  /// A proposal that stands beside a golden and is not yet one.
  package struct Pending: Sendable, Equatable {
    package var file: String
    /// Nil where the golden would be new.
    package var current: [UInt8]?
    package var proposed: [UInt8]

    package init(file: String, current: [UInt8]?, proposed: [UInt8]) {
      self.file = file
      self.current = current
      self.proposed = proposed
    }
  }

  /// The outcome of a proposal.
  package enum Proposal: Sendable, Equatable {
    case unchanged
    case pending
  }

  package let folder: Folder
  /// Whether nothing may be written, as where `CI` is true.
  package let isFrozen: Bool

  package init(folder: Folder, isFrozen: Bool) {
    self.folder = folder
    self.isFrozen = isFrozen
  }

  package static let suffix = ".new"
  /// The folders that goldens lie in: the contract's, and maps of a gateway's own behaviour.
  private static let places = ["golden", "map"]

  /// Every pending golden, by name; those that `prefix` opens, if it is not empty.
  package func pending(prefix: String = "") throws -> [Pending] {
    var found: [Pending] = []
    let proposals = GoldenReview.places.flatMap {
      folder.files(under: $0, suffix: GoldenReview.suffix)
    }
    for proposal in proposals {
      let file = String(proposal.dropLast(GoldenReview.suffix.count))
      guard file.hasPrefix(prefix) || file.dropFirst("golden/".count).hasPrefix(prefix) else {
        continue
      }
      found.append(
        Pending(
          file: file,
          current: folder.contains(file) ? try folder.bytes(of: file) : nil,
          proposed: try folder.bytes(of: proposal)
        )
      )
    }
    return found
  }

  /// Whether `file` holds exactly `bytes` now.
  package func holds(_ bytes: [UInt8], as file: String) -> Bool {
    folder.contains(file) && (try? folder.bytes(of: file)) == bytes
  }

  /// Lays `bytes` beside `file` for review, unless it holds them already.
  package func propose(_ bytes: [UInt8], as file: String) throws -> Proposal {
    let beside = file + GoldenReview.suffix
    if holds(bytes, as: file) {
      if folder.contains(beside), !isFrozen { try folder.remove(beside) }
      return .unchanged
    }
    try refuseIfFrozen(beside)
    try folder.write(bytes, to: beside)
    return .pending
  }

  package func accept(_ pending: Pending) throws {
    try refuseIfFrozen(pending.file)
    try folder.write(pending.proposed, to: pending.file)
    try folder.remove(pending.file + GoldenReview.suffix)
  }

  package func reject(_ pending: Pending) throws {
    try refuseIfFrozen(pending.file + GoldenReview.suffix)
    try folder.remove(pending.file + GoldenReview.suffix)
  }

  private func refuseIfFrozen(_ file: String) throws {
    if isFrozen { throw GoldenError.frozen(file: file) }
  }
}
