import Contract
import Files
import Recordings
import Reports
import Sessions
import Terminal

extension Invocation {
  /// The facts of a run that begins now.
  var runFacts: RunFacts {
    let build = BuildFacts(console.environment)
    var facts = RunFacts()
    facts.began = "\(UTCTime(milliseconds: console.unixTime() * 1_000))".prefix(19) + "Z"
    facts.version = Touchstone.version
    facts.commit = build.commit
    facts.branch = build.branch
    facts.build = build.page
    return facts
  }

  /// The lines of the contract that name requirements, for a report that points at them.
  ///
  /// Whoever works elsewhere than in the contract's own folder does not have its files: the report, at `place`,
  /// stands for them.
  func requirementPlaces(told place: Destination) -> RequirementPlaces {
    let file = "golden/requirements.json"
    guard let contract = try? goldenLayers().contract, folder.ancestry.contains(contract),
      let bytes = try? contract.bytes(of: file)
    else {
      return RequirementPlaces(insteadOfContract: shown(absolute(place.file ?? "touchstone.sarif")))
    }
    return RequirementPlaces(file: file, of: bytes)
  }
}

extension CaseOptions {
  /// The words that chose the cases; nil where none did.
  ///
  /// Which share of them a run has is told by itself.
  static func words(_ call: Invocation) -> String? {
    let options = all.all.filter { $0.flag != shard.flag }.flatMap { option in
      call.words(of: option).map {
        option.placeholder == nil ? option.flag : "\(option.flag) \($0)"
      }
    }
    let words = call.operands + options
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

extension String {
  /// The number of the first line that holds `words`, from 1; nil where none does.
  func firstLine(with words: String) -> Int? {
    split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains(words) }.map { $0 + 1 }
  }
}
