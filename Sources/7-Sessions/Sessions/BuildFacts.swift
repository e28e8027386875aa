/// The commit that a CI system has checked out, as its variables tell it.
package struct BuildFacts: Equatable {
  package var commit: String?
  package var branch: String?
  /// The page that tells of the build.
  package var page: String?

  /// A CI system's variables; of several names the first that holds something counts.
  private struct System {
    /// The variable that only this system sets.
    var mark: String
    var commit: [String]
    var branch: [String]
    /// Variables, and text between them, that make the page's address.
    var page: [String]
  }

  private static let systems = [
    System(
      mark: "GITHUB_ACTIONS",
      commit: ["GITHUB_SHA"],
      branch: ["GITHUB_HEAD_REF", "GITHUB_REF_NAME"],
      page: [
        "GITHUB_SERVER_URL", "/", "GITHUB_REPOSITORY", "/actions/runs/", "GITHUB_RUN_ID",
      ]
    ),
    System(
      mark: "GITLAB_CI",
      commit: ["CI_COMMIT_SHA"],
      branch: ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"],
      page: ["CI_JOB_URL"]
    ),
    System(
      mark: "BUILDKITE",
      commit: ["BUILDKITE_COMMIT"],
      branch: ["BUILDKITE_BRANCH"],
      page: ["BUILDKITE_BUILD_URL"]
    ),
    System(
      mark: "CIRCLECI",
      commit: ["CIRCLE_SHA1"],
      branch: ["CIRCLE_BRANCH"],
      page: ["CIRCLE_BUILD_URL"]
    ),
    System(
      mark: "TF_BUILD",
      commit: ["BUILD_SOURCEVERSION"],
      branch: ["SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCHNAME"],
      page: [
        "SYSTEM_COLLECTIONURI", "SYSTEM_TEAMPROJECT", "/_build/results?buildId=", "BUILD_BUILDID",
      ]
    ),
    System(
      mark: "BITBUCKET_BUILD_NUMBER",
      commit: ["BITBUCKET_COMMIT"],
      branch: ["BITBUCKET_BRANCH"],
      page: [
        "BITBUCKET_GIT_HTTP_ORIGIN", "/addon/pipelines/home#!/results/", "BITBUCKET_BUILD_NUMBER",
      ]
    ),
    System(
      mark: "JENKINS_URL",
      commit: ["GIT_COMMIT"],
      branch: ["CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH"],
      page: ["BUILD_URL"]
    ),
    System(
      mark: "DRONE",
      commit: ["DRONE_COMMIT_SHA"],
      branch: ["DRONE_BRANCH"],
      page: ["DRONE_BUILD_LINK"]
    ),
    System(
      mark: "TRAVIS",
      commit: ["TRAVIS_COMMIT"],
      branch: ["TRAVIS_PULL_REQUEST_BRANCH", "TRAVIS_BRANCH"],
      page: ["TRAVIS_BUILD_WEB_URL"]
    ),
  ]

  /// Nothing where no CI system is known by its variables.
  package init(_ environment: [String: String]) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let system = BuildFacts.systems.first(where: { value($0.mark) != nil }) else { return }
    commit = system.commit.lazy.compactMap(value).first
    branch = system.branch.lazy.compactMap(value).first
    let parts = system.page.map { part in
      part.contains { $0.isLowercase } ? part : part == "/" ? part : value(part)
    }
    page = parts.contains(nil) ? nil : parts.compactMap(\.self).joined()
  }
}
