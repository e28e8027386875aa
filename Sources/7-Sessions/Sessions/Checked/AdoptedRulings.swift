import Bytes
import Conformance
import Contract
import Files

/// A gateway's constant answers to rulings, and whether they go into its profile.
package struct AdoptedRulings: Sendable {
  private let subject: GatewayChoice
  private let shownFile: String
  private let isWritten: Bool
  private var tally = RulingTally()

  /// Refuses what can't be done before an hour's run instead of after it; `option` asks that answers be written.
  package init(
    _ subject: GatewayChoice,
    writtenBy option: String?,
    isFrozen: Bool,
    shown: (String) -> String
  ) throws {
    self.subject = subject
    isWritten = option != nil
    let file = subject.profileFile
    shownFile = file.map { shown($0.folder.path(of: $0.name)) } ?? ""
    guard let option else { return }
    guard file != nil else { throw SessionError.noBaseline(option: option) }
    guard !isFrozen else { throw GoldenError.frozen(file: shownFile) }
  }

  mutating func count(_ result: CaseResult) { tally.count(result) }

  /// The constant answers that stand in no profile yet.
  private var new: [String: String] {
    guard let profile = subject.profile else { return [:] }
    return tally.constant.filter { profile.rulings[$0.key] == nil }
  }

  /// How many answers might go into a profile; nil where there are none, or where they are written.
  var hint: String? {
    guard !new.isEmpty, !isWritten else { return nil }
    return "your gateway answers \(new.count.counted("ruling")) in another way, each every time: "
      + "check --adopt-rulings writes \(new.count == 1 ? "it" : "them") into its profile\n"
  }

  /// Writes the answers where that was asked for; a line tells of it.
  func write() throws -> String? {
    guard isWritten, !new.isEmpty, let (folder, name) = subject.profileFile else { return nil }
    let text = ProfileText(try folder.bytes(of: name))
    let rulings = subject.profile?.rulings ?? [:]
    try folder.write(text.answering(rulings.merging(new) { old, _ in old }), to: name)
    return "wrote \(shownFile): \(new.count.counted("ruling")) answered in its own way\n"
  }
}
