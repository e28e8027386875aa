import Drift
import Recordings
import Reports
import Sessions
import Terminal

extension DriftCall {
  /// `drift learn`: baselines from live answers, from the stubs, or from recorded traffic.
  func learn() async throws -> ExitCode {
    let samples = call[DriftOptions.samples]
    let run = run(budget: try budget())
    if call[.dryRun] {
      call.console.write(DriftPlanText(of: run, after: DriftState(), samples: samples).text)
      return .success
    }
    let result = try await DriftLearning(scene).result(
      of: run,
      samples: samples,
      reading: recordings,
      interruption: call.console.interruption()
    )
    for trouble in result.troubles { call.console.writeError("\(trouble)\n") }
    for file in result.files { call.console.write("\(file)\n") }
    if !result.files.isEmpty, result.origin == .documented, !call.isQuiet {
      call.console.writeError(
        "note: documents made these recordings: what differs from them is told and never breaking, "
          + "and how often a member is missing, billing and bytes can't be judged\n"
      )
    }
    guard !result.isInterrupted else { return interrupted(after: result.files.count) }
    guard !result.files.isEmpty else {
      call.console.writeError("error: nothing was learned: \(nothingLearned)\n")
      return .couldNotFindOut
    }
    return result.isComplete ? .success : .couldNotFindOut
  }

  /// Why there may be nothing to learn from.
  private var nothingLearned: String {
    call[DriftOptions.from].map {
      "no exchange in \($0) belongs to an endpoint that is asked about"
    }
      ?? "no endpoint said anything that can be kept"
  }
}
