/// The jobs that hold a gateway to the contract, for one service that runs them.
package enum PipelineTemplate: String, CaseIterable, Sendable {
  case github, gitlab

  /// Where the file goes.
  package var file: String {
    switch self {
    case .github: ".github/workflows/touchstone.yml"
    case .gitlab: "touchstone/gitlab-ci.yml"
    }
  }

  /// What has to be done besides, if anything.
  private var advice: String? {
    switch self {
    case .github: nil
    case .gitlab:
      """
      Name it in .gitlab-ci.yml:

          include:
            - local: \(file)
      """
    }
  }

  /// What is left to do before the jobs run.
  package func steps(taking release: PinnedRelease?) -> String {
    let steps = advice.map { "\n\($0)\n" } ?? ""
    guard release == nil else { return steps }
    return steps + """

      This program came with no release: name one in \(file), its address at
      TOUCHSTONE_RELEASE and its checksum at TOUCHSTONE_SHA256, or here with --release.

      """
  }

  /// The jobs, with a release to take; without one they say what is missing.
  package func text(taking release: PinnedRelease?) -> String {
    let text: String =
      switch self {
      case .github: PipelineTemplate.workflow
      case .gitlab: PipelineTemplate.jobs
      }
    return text.replacing("{release}", with: release?.url ?? "")
      .replacing("{sha256}", with: release?.sha256 ?? "")
  }

  private static let workflow = #"""
    # Holds this gateway to the contract on every change, in three shards.
    name: Touchstone

    on:
      push:
      pull_request:

    permissions:
      contents: read

    env:
      # A release by its checksum: one that was changed afterwards is not run.
      TOUCHSTONE_RELEASE: "{release}"
      TOUCHSTONE_SHA256: "{sha256}"

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
          - name: Install touchstone
            run: |
              curl -sSfLo "$RUNNER_TEMP/release.tar.gz" "${TOUCHSTONE_RELEASE:?is to be named above}"
              echo "$TOUCHSTONE_SHA256  $RUNNER_TEMP/release.tar.gz" | sha256sum --check --quiet
              tar xzf "$RUNNER_TEMP/release.tar.gz" -C "$RUNNER_TEMP" --one-top-level=touchstone --strip-components 1
              echo "$RUNNER_TEMP/touchstone/bin" >> "$GITHUB_PATH"
          # Build here what "start" in touchstone/gateway.json runs.
          - name: Check
            env:
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
        timeout-minutes: 5
        steps:
          - uses: actions/download-artifact@v4
            with:
              merge-multiple: true
          # The summary of the run is the report: what holds, what doesn't, and the bill.
          - name: Join the shards
            run: |
              curl -sSfLo "$RUNNER_TEMP/release.tar.gz" "${TOUCHSTONE_RELEASE:?is to be named above}"
              echo "$TOUCHSTONE_SHA256  $RUNNER_TEMP/release.tar.gz" | sha256sum --check --quiet
              tar xzf "$RUNNER_TEMP/release.tar.gz" -C "$RUNNER_TEMP" --one-top-level=touchstone --strip-components 1
              "$RUNNER_TEMP/touchstone/bin/touchstone" merge shard-*.json \
                --report annotations=- --report "markdown=$GITHUB_STEP_SUMMARY"

    """#

  private static let jobs = #"""
    # Holds this gateway to the contract on every change, in three shards.
    .touchstone:
      image: debian:12-slim
      variables:
        # A release by its checksum: one that was changed afterwards is not run.
        TOUCHSTONE_RELEASE: "{release}"
        TOUCHSTONE_SHA256: "{sha256}"
      before_script:
        - apt-get update -qq && apt-get install -qq -y curl ca-certificates > /dev/null
        - curl -sSfLo touchstone.tar.gz "${TOUCHSTONE_RELEASE:?is to be named above}"
        - echo "$TOUCHSTONE_SHA256  touchstone.tar.gz" | sha256sum --check --quiet
        - tar xzf touchstone.tar.gz --one-top-level=.touchstone-release --strip-components 1
        - export PATH="$PWD/.touchstone-release/bin:$PATH"

    touchstone:
      extends: .touchstone
      stage: test
      parallel: 3
      script:
        # Build here what "start" in touchstone/gateway.json runs.
        - >-
          touchstone check --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL"
          --report "json=shard-$CI_NODE_INDEX.json" --report "junit=shard-$CI_NODE_INDEX.xml"
      artifacts:
        when: always
        paths: [shard-*.json]
        reports:
          junit: shard-*.xml

    touchstone-report:
      extends: .touchstone
      stage: .post
      when: always
      script:
        - touchstone merge shard-*.json --report html=touchstone.html --report markdown=touchstone.md
      artifacts:
        when: always
        paths: [touchstone.html, touchstone.md]

    """#
}
