import Contract
import TestSupport
import Reports
import Testing

struct RequirementTextTests {
  @Test func `explains a requirement with its source and example`() {
    #expect(
      RequirementText.text(of: SampleRun.requirements[0]) == #"""
        n.count
          Exactly n images.

          level      published: a published page says so
          quotation  the model's page: “Number of images”
          since      contract 1
          example    POST /v1/images/generations {"n":3}

        """#
    )
  }

  @Test func `lays prose out in columns, and leaves an example to be copied`() {
    var requirement = SampleRun.requirements[0]
    requirement.sentence = "Exactly n images, no more and no less of them."
    #expect(
      RequirementText.text(of: requirement, columns: 32) == #"""
        n.count
          Exactly n images, no more and
          no less of them.

          level      published: a
                     published page says
                     so
          quotation  the model's page:
                     “Number of images”
          since      contract 1
          example    POST /v1/images/generations {"n":3}

        """#
    )
  }
}
