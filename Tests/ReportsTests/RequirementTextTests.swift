import Reports
import Testing

struct RequirementTextTests {
  @Test func `explains a requirement with its source and example`() {
    #expect(
      RequirementText.text(of: SampleRun.requirements[0]) == #"""
        n.count (published)

        Exactly n images.

        source   CONTRACT 5
        example  POST /v1/images/generations {"n":3}
        since    contract 1

        """#
    )
  }
}
