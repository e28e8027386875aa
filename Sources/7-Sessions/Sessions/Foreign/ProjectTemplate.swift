/// The files of a project that is to be: a profile to fill in, and a workflow.
package enum ProjectTemplate {
  package static let files = [
    (name: "touchstone/gateway.json", text: profile),
    (name: ".github/workflows/touchstone.yml", text: workflow),
  ]

  /// A member whose name begins with two slashes is a comment: take them away to switch it on.
  package static let profile = """
    {
      "// how to read this": "a name that begins with // is a comment; take the // away to use it",

      "name": "my-gateway",

      "// base": "where clients find it, up to /v1; {port} is a free port where check starts it",
      "base": "http://127.0.0.1:8080/v1",

      "// key_variable": "the environment variable that holds a key for it; any will do without",
      "//key_variable": "MY_GATEWAY_KEY",

      "// upstream": "where the stub providers listen, and what the gateway calls that",
      "upstream": {"listen": "127.0.0.1:4021"},

      "// models": "the offers it has, and what its clients write as model; all of them without",
      "//models": {
        "fal/flux.2-max": "fal/flux.2-max",
        "replicate/flux.1-dev": "my-flux-dev"
      },

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
      "unclaimed": {}
    }

    """

  static let workflow = """
    # Holds this gateway to the contract on every change, in three shards.
    name: Touchstone

    on:
      push:
      pull_request:

    permissions:
      contents: read

    jobs:
      check:
        runs-on: ubuntu-latest
        timeout-minutes: 15
        strategy:
          fail-fast: false
          matrix:
            shard: [1, 2, 3]
        steps:
          - uses: actions/checkout@v4
          # Two variables of the repository pin a release: its address and its checksum.
          - run: |
              curl -sSfLo "$RUNNER_TEMP/release.tar.gz" "$TOUCHSTONE_ARCHIVE"
              echo "$TOUCHSTONE_SHA256  $RUNNER_TEMP/release.tar.gz" | sha256sum --check --quiet
              tar xzf "$RUNNER_TEMP/release.tar.gz" -C "$RUNNER_TEMP" --one-top-level=touchstone --strip-components 1
              echo "$RUNNER_TEMP/touchstone/bin" >> "$GITHUB_PATH"
            env:
              TOUCHSTONE_ARCHIVE: ${{ vars.TOUCHSTONE_ARCHIVE }}
              TOUCHSTONE_SHA256: ${{ vars.TOUCHSTONE_SHA256 }}
          # A third variable says how the gateway is built that "start" in touchstone/gateway.json runs.
          - if: vars.GATEWAY_BUILD != ''
            run: ${{ vars.GATEWAY_BUILD }}
          - env:
              # The secret that "key_variable" names, if the gateway wants one.
              MY_GATEWAY_KEY: ${{ secrets.MY_GATEWAY_KEY }}
            run: touchstone check --shard ${{ matrix.shard }}/3 --report json=shard-${{ matrix.shard }}.json
          - if: always()
            uses: actions/upload-artifact@v4
            with:
              name: shard-${{ matrix.shard }}
              path: shard-${{ matrix.shard }}.json

      report:
        needs: check
        if: always()
        runs-on: ubuntu-latest
        steps:
          - uses: actions/download-artifact@v4
            with:
              merge-multiple: true
          - run: |
              curl -sSfLo "$RUNNER_TEMP/release.tar.gz" "$TOUCHSTONE_ARCHIVE"
              echo "$TOUCHSTONE_SHA256  $RUNNER_TEMP/release.tar.gz" | sha256sum --check --quiet
              tar xzf "$RUNNER_TEMP/release.tar.gz" -C "$RUNNER_TEMP" --one-top-level=touchstone --strip-components 1
              "$RUNNER_TEMP/touchstone/bin/touchstone" merge shard-*.json \\
                --report annotations=- --report "markdown=$GITHUB_STEP_SUMMARY"
            env:
              TOUCHSTONE_ARCHIVE: ${{ vars.TOUCHSTONE_ARCHIVE }}
              TOUCHSTONE_SHA256: ${{ vars.TOUCHSTONE_SHA256 }}

    """
}
