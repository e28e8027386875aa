package import Exchanges

/// A gateway as `gateway.json` describes it: where it is, how it is started, what it has and what it claims.
package struct GatewayProfile: Sendable, Equatable {
  package var name: String
  /// The version that reports name; nil where it is told elsewhere, or not at all.
  package var version: String?
  /// The name of the file that says all this; nil where only a URL tells of it.
  package var file: String?
  /// The URL before `/images/generations`; may hold placeholders.
  package var base: String
  /// The environment variable that holds the key which clients give; any key will do without one.
  package var keyVariable: String?
  /// The `model` that a client writes to reach an offer, by the offer's key; nil where it has them all.
  package var models: [String: String]?
  package var process = Process()
  package var upstream = Upstream()
  package var correlation = Correlation.prompt
  /// The field of an answer that tells its cost in dollars, where the body doesn't.
  package var costHeader: String?
  /// Where pictures are fetched instead of where answers say they are, by the prefix of their URLs.
  package var media: [Substitution] = []
  /// A URL to post to, or a command, between the phases of a run.
  package var reset: String?
  package var claims = Claims()
  /// Requirements that are rulings of ours, and that it takes on all the same.
  package var policies: Set<String> = []
  /// Its answers to rulings, by the ruling's id; it is held to ours where it gives none.
  package var rulings: [String: String] = [:]
  /// Requirements, or what several of them begin with, that it does not claim, and why.
  package var unclaimed: [Substitution] = []
  /// Files and folders that it is made of, from the folder where `check` runs: `check --watch` looks at them.
  package var watched: [String] = []
  /// The file of its expected failures, beside the profile.
  package var expectedFile = "expected.jsonl"

  package init(name: String, base: String) {
    self.name = name
    self.base = base
  }

  /// How it is started and ended; nothing is started where there is no command.
  package struct Process: Sendable, Equatable {
    /// Each for the shell, and each a group of processes of its own.
    package var start: [String] = []
    /// The URL that answers once it is up; the base unless given.
    package var ready: String?
    package var readyWithin: Duration = .seconds(60)
    /// A command that goes before the signals.
    package var stop: String?
    package var environment: [Substitution] = []
  }

  /// Where the providers' stubs listen, and what the gateway calls that.
  package struct Upstream: Sendable, Equatable {
    /// `ADDRESS:PORT`; port 0 takes any that is free.
    package var listen: String?
    package var url: String?
    /// What each placeholder for the stubs, or for a provider that they play, stands for after their address.
    package var paths: [String: String] = [:]
  }

  /// A word and what stands in its place.
  package struct Substitution: Sendable, Equatable {
    package var from: String
    package var to: String
  }

  /// Features that not every gateway has.
  package struct Claims: Sendable, Equatable {
    /// Compatible with the OpenAI API, whose requirements then fail it.
    package var openAI = true
    /// Names that Lumenfall's gateway has beyond the OpenAI API.
    package var lumenfall = true
    package var edits = true
    /// Edits as JSON; forms are the documented way.
    package var jsonEdits = false
    /// Another offer takes over where one fails.
    package var failover = false
    /// Clients bring the providers' own keys, which go upstream.
    package var byok = false
    /// `stream: true` answers OpenAI's events.
    package var streaming = false
    /// The stub's `[fault: gateway=CODE]` in a prompt.
    package var gatewayFaults = false

    /// Those that ask more of a gateway, by their names in a profile.
    package static let optional: [(name: String, make: @Sendable (inout Claims) -> Void)] = [
      ("failover", { $0.failover = true }), ("json_edits", { $0.jsonEdits = true }),
      ("streaming", { $0.streaming = true }),
    ]

    /// All of it, as the reference does.
    package static let all = Claims(
      jsonEdits: true,
      failover: true,
      streaming: true,
      gatewayFaults: true
    )
  }
}

extension GatewayProfile {
  /// Why it is not held to a requirement; nil where it is.
  package func reasonNotToClaim(_ requirement: String) -> String? {
    unclaimed.first { requirement.hasPrefix($0.from) }?.to
  }
}
