import Terminal

/// A word that this program uses in a sense of its own, and what it means here.
package struct Term: Sendable {
  package let name: String
  package let meaning: String

  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
  }

  package func text(columns: Int) -> String {
    "\(name)\n  \(WrappedRows.wrapped(meaning, by: 2, columns: columns))\n"
  }
}

extension Term {
  /// In the order of the alphabet.
  package static let all: [Term] = [
    Term(
      "ask",
      "One request as a client sends it, kept as data: it can be shown as curl and put to any gateway."
    ),
    Term(
      "baseline",
      "For check: the failures that are expected of a gateway, in expected.jsonl. For drift: what a provider was like when it was last learned or accepted."
    ),
    Term(
      "canary",
      "The first request of a run. It shows whether gateway, stub providers and pictures reach each other before thousands of cases are run."
    ),
    Term(
      "case",
      "One or more asks with what must be seen on both sides of the gateway. Its id is a path, such as sizes/flux.2-max/fal/t2i/4x3."
    ),
    Term(
      "catalog",
      "The models, their offers, sizes, parameters and prices, as data. A folder of your own can add to it."
    ),
    Term(
      "change",
      "One difference between what a provider is like now and its baseline, found by drift."
    ),
    Term(
      "claim",
      "What a gateway's profile says that it can do. What it does not claim, it is not asked."
    ),
    Term("contract", "All requirements together, with a revision number."),
    Term(
      "dialect",
      "The way in which one provider wants to be called and answers."
    ),
    Term(
      "drift",
      "That a provider changes while nobody tells its clients. The command of that name looks for it."
    ),
    Term(
      "evidence",
      "What was seen of one ask: the answer, its pictures, and the calls to providers."
    ),
    Term(
      "expected failure",
      "A failure that is known and, for a stated reason and perhaps until a date, does not fail the run."
    ),
    Term(
      "finding",
      "What a case found out about one requirement: a verdict, and where it failed what came and what was expected."
    ),
    Term(
      "fingerprint",
      "The short name of a change, the same in every run: by it the change is accepted, rejected or suppressed."
    ),
    Term(
      "gateway",
      "A service with one OpenAI-compatible API in front of many image providers. It is what is tested."
    ),
    Term(
      "golden",
      "A file of results that is kept with the code. A new result lies beside it as FILE.new until a person accepts or rejects it."
    ),
    Term(
      "grade",
      "How well a size was met: exact, nominal (as the provider names it) or nearest."
    ),
    Term(
      "group",
      "Cases whose ids begin with the same step: see 'touchstone help groups'."
    ),
    Term("ledger", "What was asked for, bought and delivered, with its price."),
    Term(
      "level",
      "How strong the grounds of a requirement are: published, documented, openai, policy or safety."
    ),
    Term(
      "map",
      "What a gateway really makes of requests, learned by asking it and kept in a file. It needs no catalog and no contract."
    ),
    Term("mode", "t2i makes a picture from text; edit makes one from pictures and text."),
    Term("offer", "One model at one provider, such as fal/flux.2-max."),
    Term(
      "plan",
      "What a gateway would ask of providers for a request, found out without asking any."
    ),
    Term(
      "profile",
      "The file gateway.json: where your gateway is, how it starts, what it has and what it claims."
    ),
    Term(
      "provider",
      "A service that makes the pictures, such as fal, Replicate or OpenAI."
    ),
    Term(
      "quarantined",
      "Of a change: seen, but not often enough to be believed. It needs review where it stays."
    ),
    Term(
      "recording",
      "What was said between a gateway and a provider in one scenario, as a HAR file without secrets."
    ),
    Term(
      "reference",
      "The gateway that comes with this program. It meets the whole contract."
    ),
    Term(
      "requirement",
      "One sentence that a gateway is held to: see 'touchstone help requirements'."
    ),
    Term(
      "review",
      "To look at what a run proposes or what needs a decision, and to accept, reject or suppress it."
    ),
    Term("row", "A published size of a model, such as 1183x887 for 4:3."),
    Term(
      "ruling",
      "This project's answer to a question that no page answers. A profile can give another one."
    ),
    Term(
      "scenario",
      "A series of requests that record asks, such as an order, a poll and a result."
    ),
    Term("shard", "One of several equal parts of a run, each on a machine of its own."),
    Term(
      "side",
      "Where something was seen: client is between client and gateway, upstream between gateway and providers."
    ),
    Term(
      "stub",
      "A server that plays a provider: it checks requests as strictly, and makes pictures itself."
    ),
    Term(
      "suppression",
      "A change that is not reported, for a stated reason, until a date."
    ),
    Term(
      "tier",
      "The resolution class of a size, such as 1K or 2K."
    ),
    Term(
      "treatment",
      "What a gateway does with a parameter: passed on, renamed, converted, emulated or dropped."
    ),
    Term(
      "upstream",
      "What plays the providers in a run: stubs, recordings (replay), or the providers themselves (live)."
    ),
    Term(
      "verdict",
      "passed; failed; differs (does otherwise, where it may); known (an expected failure); fixed (expected to fail, and passed); flaky (passed on a second try); skipped; errored (could not be found out)."
    ),
  ]
}
