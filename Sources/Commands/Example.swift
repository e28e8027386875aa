/// A call as help shows it; tests run each.
struct Example: Sendable {
  /// Without the program's name.
  let command: String
  let meaning: String
  /// Whether it needs something outside: a port, a gateway, a key, a file of yours.
  let isOutside: Bool

  private init(_ command: String, _ meaning: String, isOutside: Bool = false) {
    self.command = command
    self.meaning = meaning
    self.isOutside = isOutside
  }

  private static func outside(_ command: String, _ meaning: String) -> Example {
    Example(command, meaning, isOutside: true)
  }
}

extension Example {
  /// By verb; the first is the one that most people want.
  static let all: [String: [Example]] = [
    "init": [
      outside("init", "writes touchstone/gateway.json, to be filled in, and a workflow")
    ],
    "check": [
      Example("check sizes/flux.2-max", "the sizes of one model, at the reference gateway"),
      Example("check --level published --list", "what would run, nobody asked"),
      outside(
        "check --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "a gateway that is led to the stubs at port 4021"
      ),
      outside("check", "your own gateway, once touchstone/gateway.json says where it is"),
      outside(
        "check --upstream replay --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "what a gateway makes of recorded answers"
      ),
      outside("check --last-failed", "only what failed when it last ran"),
      outside("check --repeat 20 --jobs 8", "twenty times each, to find what fails now and then"),
      outside(
        "check --shard 1/3 --report json=shard-1.json",
        "a third of the cases; 'merge' joins the three"
      ),
      outside(
        "check --write-expected --reason known --until 2027-06-30",
        "expects what fails today, until that day"
      ),
      outside("check --report junit=report.xml", "the verdicts for a CI system"),
    ],
    "show": [
      Example(
        "show sizes/flux.2-max/fal/t2i/4x3",
        "the request as curl, what is expected, and who says so"
      )
    ],
    "serve": [
      outside("serve", "a gateway at port 4020: no key, no bill"),
      outside("serve --port 0 --key secret", "at any free port, for bearers of this key"),
      outside("serve --any-model --latency x0.1", "any model's id, at a tenth of real waiting"),
      outside(
        "serve --upstream-for fal=http://127.0.0.1:4022/fal",
        "fal as 'touchstone replay' plays it, the others as stubs"
      ),
    ],
    "stub": [
      outside("stub", "fal, Replicate and Fireworks at port 4021"),
      outside("stub --tls-cert cert.pem --tls-key key.pem", "for clients that hard-wire https"),
      Example("stub --print env", "how clients are led there by their environment"),
      Example("stub --print caddy", "the providers' own names over TLS, as a Caddyfile"),
    ],
    "record": [
      outside("record fal/flux.2-max --dry-run", "what would be asked and what it may cost"),
      outside(
        "record fal/flux.2-max --budget 0.50",
        "asks fal with FAL_KEY, and never spends more"
      ),
      outside(
        "record fal/flux.2-max --upstream stubs --recordings /tmp/recordings",
        "the same of the stubs, for nothing"
      ),
      outside("record --proxy --port 4023", "keeps what passes on the way to the providers"),
      outside("record --proxy --budget 2", "and lets nothing on that may cost more in all"),
    ],
    "replay": [
      outside("replay fal/flux.2-max", "plays the recordings of one offer at port 4022"),
      outside("replay --strict --latency recorded", "as slow as it was, and misses fail"),
    ],
    "recordings": [
      Example("recordings list", "every recording, whence it comes and how old it is"),
      Example("recordings review fal/flux.1-dev/queue", "what was redacted, and what looks random"),
      outside("recordings age --max-age 90d", "fails where something is older"),
      outside(
        "recordings import browser.har --as foreign/browser",
        "a HAR of Chrome, Playwright or mitmproxy, without its secrets"
      ),
      Example("recordings rules", "what counts as a secret"),
    ],
    "explain": [
      Example("explain flux.2-max size=4:3 n=2", "what each offer would be asked for"),
      Example("explain fal/flux.2-max size=4:3 --json", "the same for programs"),
    ],
    "sizes": [
      Example("sizes flux.2-max", "the published sizes, drawn to scale"),
      Example("sizes", "every model"),
    ],
    "parity": [
      Example("parity flux.1-kontext-max", "each size and parameter at each offer, side by side"),
      outside("parity flux.2-max --run", "the same, and the pixels that were delivered"),
    ],
    "drift": [
      Example("drift --upstream stubs --schemas", "a rehearsal at the stubs, which cost nothing"),
      Example("drift rules", "every kind of change, and how bad it is"),
      outside("drift --schemas --state drift.json", "by night: free, and it remembers"),
      outside("drift --live --budget 0.50", "also asks each offer, for half a dollar at most"),
    ],
    "image": [
      outside("image picture.png", "format, pixels, and whether the file is whole"),
      outside("image --compare a.png b.webp", "how far two pictures are apart"),
    ],
    "merge": [outside("merge 1.json 2.json --report html=report.html", "one page of two shards")],
    "golden": [
      Example("golden status", "which goldens await a review"),
      Example("golden coverage", "which requirement has how many cases"),
    ],
    "catalog": [
      Example("catalog check", "holds the models to their own rules"),
      outside(
        "catalog import openapi.json --as my-model",
        "drafts a model, and marks what is guessed"
      ),
    ],
    "doctor": [
      Example("doctor", "what this machine has"),
      outside("doctor --url http://127.0.0.1:4020/v1/models", "a health check for a container"),
    ],
    "help": [
      Example("help check", "what a verb takes"),
      Example("help size.table", "what a requirement demands, and who says so"),
      Example("help faults", "how stubs are told to fail"),
    ],
    "completions": [Example("completions bash", "put it where your shell looks for them")],
    "version": [Example("version --json", "the versions, for programs")],
  ]
}
