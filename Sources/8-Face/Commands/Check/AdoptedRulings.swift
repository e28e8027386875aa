import Bytes
import Conformance
import Contract
import Files
import Sessions
import Terminal

/// A gateway's constant answers to rulings, and whether they go into its profile.
struct AdoptedRulings {
  static let adopts = Option.flag(
    "adopt-rulings",
    "write its own answers to rulings into its profile, where they are always the same"
  )

  private let call: Invocation
  private let subject: GatewayChoice
  private var tally = RulingTally()

  init(_ call: Invocation, _ subject: GatewayChoice) throws {
    self.call = call
    self.subject = subject
    guard call[AdoptedRulings.adopts] else { return }
    guard let file = subject.profileFile else {
      throw VerbError.noBaseline(option: AdoptedRulings.adopts.flag)
    }
    guard call.console.environment["CI"] != "true" else {
      throw GoldenError.frozen(file: call.shown(file.folder.path(of: file.name)))
    }
  }

  mutating func count(_ result: CaseResult) { tally.count(result) }

  /// Says how many answers are constant and are in no profile yet, or writes them there.
  func settle() throws {
    guard let profile = subject.profile else { return }
    let new = tally.constant.filter { profile.rulings[$0.key] == nil }
    guard !new.isEmpty else { return }
    let count = new.count.counted("ruling")
    guard call[AdoptedRulings.adopts], let (folder, name) = subject.profileFile else {
      guard !call.isQuiet else { return }
      call.console.writeError(
        "your gateway answers \(count) in another way, each every time: "
          + "check --adopt-rulings writes \(new.count == 1 ? "it" : "them") into its profile\n"
      )
      return
    }
    let text = ProfileText(try folder.bytes(of: name))
    try folder.write(text.answering(profile.rulings.merging(new) { old, _ in old }), to: name)
    call.console.writeError(
      "wrote \(call.shown(folder.path(of: name))): \(count) answered in its own way\n"
    )
  }
}
