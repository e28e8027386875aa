import Sessions
import Testing

/// The commit as each CI system's variables tell it.
struct BuildFactsTests {
  static let systems: [(variables: [String: String], page: String)] = [
    (
      [
        "GITHUB_ACTIONS": "true", "GITHUB_SHA": "c0ffee", "GITHUB_HEAD_REF": "",
        "GITHUB_REF_NAME": "topic", "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "7",
      ],
      "https://github.com/a/b/actions/runs/7"
    ),
    (
      [
        "GITLAB_CI": "true", "CI_COMMIT_SHA": "c0ffee", "CI_COMMIT_REF_NAME": "topic",
        "CI_JOB_URL": "https://gitlab.com/a/b/-/jobs/7",
      ],
      "https://gitlab.com/a/b/-/jobs/7"
    ),
    (
      [
        "BUILDKITE": "true", "BUILDKITE_COMMIT": "c0ffee", "BUILDKITE_BRANCH": "topic",
        "BUILDKITE_BUILD_URL": "https://buildkite.com/a/b/builds/7",
      ],
      "https://buildkite.com/a/b/builds/7"
    ),
    (
      [
        "CIRCLECI": "true", "CIRCLE_SHA1": "c0ffee", "CIRCLE_BRANCH": "topic",
        "CIRCLE_BUILD_URL": "https://circleci.com/gh/a/b/7",
      ],
      "https://circleci.com/gh/a/b/7"
    ),
    (
      [
        "TF_BUILD": "True", "BUILD_SOURCEVERSION": "c0ffee", "BUILD_SOURCEBRANCHNAME": "topic",
        "SYSTEM_COLLECTIONURI": "https://dev.azure.com/a/", "SYSTEM_TEAMPROJECT": "b",
        "BUILD_BUILDID": "7",
      ],
      "https://dev.azure.com/a/b/_build/results?buildId=7"
    ),
    (
      [
        "BITBUCKET_BUILD_NUMBER": "7", "BITBUCKET_COMMIT": "c0ffee", "BITBUCKET_BRANCH": "topic",
        "BITBUCKET_GIT_HTTP_ORIGIN": "https://bitbucket.org/a/b",
      ],
      "https://bitbucket.org/a/b/addon/pipelines/home#!/results/7"
    ),
    (
      [
        "JENKINS_URL": "https://ci.example/", "GIT_COMMIT": "c0ffee", "GIT_BRANCH": "topic",
        "BUILD_URL": "https://ci.example/job/b/7/",
      ],
      "https://ci.example/job/b/7/"
    ),
    (
      [
        "DRONE": "true", "DRONE_COMMIT_SHA": "c0ffee", "DRONE_BRANCH": "topic",
        "DRONE_BUILD_LINK": "https://drone.example/a/b/7",
      ],
      "https://drone.example/a/b/7"
    ),
    (
      [
        "TRAVIS": "true", "TRAVIS_COMMIT": "c0ffee", "TRAVIS_BRANCH": "topic",
        "TRAVIS_BUILD_WEB_URL": "https://app.travis-ci.com/a/b/builds/7",
      ],
      "https://app.travis-ci.com/a/b/builds/7"
    ),
  ]

  @Test(arguments: systems.indices)
  func `are read from the variables of the system that runs it`(index: Int) {
    let facts = BuildFacts(BuildFactsTests.systems[index].variables)
    #expect(facts.commit == "c0ffee")
    #expect(facts.branch == "topic")
    #expect(facts.page == BuildFactsTests.systems[index].page)
  }

  @Test func `are none where no system is known, whatever else is set`() {
    let facts = BuildFacts(["GIT_COMMIT": "c0ffee", "GITHUB_ACTIONS": ""])
    #expect(facts.commit == nil && facts.branch == nil && facts.page == nil)
  }

  @Test func `name no page of which a part is missing`() {
    let facts = BuildFacts(["GITHUB_ACTIONS": "true", "GITHUB_SHA": "c0ffee"])
    #expect(facts.commit == "c0ffee" && facts.page == nil)
  }
}
