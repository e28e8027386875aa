package import Files

/// The profile of a project that is to be, to be filled in.
package enum ProjectTemplate {
  package static let file = "touchstone/gateway.json"

  /// Where the profile says that its schema is.
  package static let schemaFile = "touchstone/schemas/gateway.json"

  /// The member that says which offers a gateway has, switched off.
  static let models = """
      "//models": {
        "fal/flux.2-max": "fal/flux.2-max",
        "replicate/flux.1-dev": "my-flux-dev"
      }
    """

  /// A member whose name begins with two slashes is a comment: take them away to switch it on.
  package static let profile = """
    {
      "$schema": "./schemas/gateway.json",

      "// how to read this": "a name that begins with // is a comment; take the // away to use it",

      "name": "my-gateway",

      "// version": "which of its versions this is, as reports and the atlas name it; or check --gateway-version",
      "//version": "1.0.0",

      "// base": "where clients find it, up to /v1; {port} is a free port where check starts it",
      "base": "http://127.0.0.1:8080/v1",

      "// key_variable": "the environment variable that holds a key for it; any will do without",
      "//key_variable": "MY_GATEWAY_KEY",

      "// upstream": "where the stub providers listen, and what the gateway calls that",
      "upstream": {"listen": "127.0.0.1:4021"},

      "// models": "the offers it has, and what its clients write as model; all of them without",
    \(models),

      "// start": "check can start it, wait until ready answers, and end it: for the shell, from here",
      "//start": "exec my-gateway --port {port}",
      "//environment": {
        "FAL_BASE_URL": "{upstream.fal}",
        "FIREWORKS_BASE_URL": "{upstream.fireworks}",
        "OPENAI_BASE_URL": "{upstream.openai}",
        "REPLICATE_BASE_URL": "{upstream.replicate}"
      },
      "//ready": "http://127.0.0.1:{port}/health",
      "//ready_within": 60,
      "//stop": "my-gateway drain --port {port}",

      "// correlate": "what ties a provider's call to its case: prompt, header NAME, traceparent, serial",
      "correlate": "prompt",

      "// media": "where check fetches pictures, if not where answers say they are",
      "//media": {"http://cdn.internal/": "http://127.0.0.1:9000/"},

      "// reset": "a URL to post to, or a command, that closes circuit breakers between phases",
      "//reset": "http://127.0.0.1:8080/admin/reset",

      "// claims": "what not every gateway does",
      "claims": {"openai": true, "lumenfall": true, "edits": true, "json_edits": false, "failover": false, "streaming": false},

      "// policies": "requirements that stand on rulings of ours, and that it takes on all the same",
      "policies": [],

      "// rulings": "its own answers to our rulings, which guard them; check --adopt-rulings writes them",
      "rulings": {},

      "// unclaimed": "requirements, or what they begin with, that it does not claim, and why",
      "unclaimed": {},

      "// watch": "files and folders that it is made of: check --watch runs again when one changes",
      "//watch": ["src/**/*.py", "config"]
    }

    """

  /// What is left to do once it is written.
  package static let nextSteps = """

    Next: say in touchstone/gateway.json where your gateway is, which models it has and how it starts,
    point its providers' base URLs at the stubs (touchstone stub --print env shows them, and the keys
    that they take), then

      touchstone check

    What fails today can be expected, so that only what gets worse fails from now on:

      touchstone check --write-expected --reason "as it was when we began"

    """
}

extension ProjectTemplate {
  /// Writes the files that are not there yet, says what became of each, and gives the names of the new ones.
  package static func write(
    _ files: [(name: String, text: String)],
    into folder: Folder,
    telling tell: (String) -> Void
  ) throws -> Set<String> {
    var written: Set<String> = []
    for file in files {
      guard !folder.contains(file.name) else {
        tell("kept   \(file.name), which was there\n")
        continue
      }
      try folder.write(Array(file.text.utf8), to: file.name)
      tell("wrote  \(file.name)\n")
      written.insert(file.name)
    }
    return written
  }
}
