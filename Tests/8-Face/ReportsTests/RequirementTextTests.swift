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

  @Test func `tells what says so of other models`() {
    var requirement = SampleRun.requirements[0]
    guard case .quotation(var own) = requirement.grounds else { return }
    own.id = "n"
    own.model = "flux.2-max"
    requirement.grounds = .quotation(own)
    var other = own
    other.model = "flux.1-dev"
    let ruling = Ruling(id: "like", question: "Alike?", answer: "yes", others: ["no"], why: "")
    let citations = Citations(
      sayings: [
        "n": [
          Saying(.quotation(own), of: ["flux.2-max"]),
          Saying(.quotation(other), of: ["flux.1-dev"]), Saying(.ruling(ruling)),
        ]
      ],
      rulings: [ruling]
    )
    let text = RequirementText.text(of: requirement, citing: citations)
    #expect(
      text.contains(
        "elsewhere  the models' own pages: flux.1-dev; the ruling like: all others\n"
      )
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
