import Conformance
import Sessions
import Terminal

extension Review {
  /// The same as a dialogue by keys.
  func dialogue(_ call: Invocation, _ keyboard: any Keyboard) -> Dialogue {
    let today = call.today
    return Dialogue(
      about: {
        try items().map { item in
          Dialogue.Item(
            item.id,
            kind: item.kind.title,
            summary: item.summary,
            difference: item.difference,
            choices: choices(about: item, today: today)
          )
        }
      },
      at: keyboard,
      console: call.console,
      style: call.style
    )
  }

  private func choices(about item: ReviewItem, today: String) -> [Dialogue.Choice] {
    let accept = Dialogue.Choice("a", "accept", meaning: "it is right as it is now") { _ in
      try decide(.accept, on: item) ?? ""
    }
    let reject = Dialogue.Choice("r", "reject", meaning: "what stood before stays") { _ in
      try decide(.reject, on: item) ?? ""
    }
    let suppress = Dialogue.Choice(
      "s",
      "suppress",
      meaning: "keep it out of reports until a day"
    ) { questions in
      let day = await questions.line("last day on which it holds, such as 2027-01-31: ")
      guard let until = day.flatMap({ Day($0) }), until.description >= today,
        let reason = await questions.line("reason: "), !reason.allSatisfy(\.isWhitespace)
      else { return nil }
      return try decide(.suppress(until: until, reason: reason), on: item) ?? ""
    }
    return [accept, reject] + (item.canBeSuppressed ? [suppress] : [])
  }
}
