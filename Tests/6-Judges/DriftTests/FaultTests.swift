import CanonicalJSON
import Catalog
import Testing

@testable import Drift

struct FaultTests {
  struct Saying: CustomTestStringConvertible, Sendable {
    var text: String
    var check: ProbedFault.Check
    var testDescription: String { text }
  }

  static let sayings = [
    Saying(text: "Field required", check: .required),
    Saying(text: "prompt is required", check: .required),
    Saying(
      text: "ensure this value is greater than or equal to 1",
      check: .bound(keyword: "minimum", 1)
    ),
    Saying(text: "Must be less than or equal to 4", check: .bound(keyword: "maximum", 4)),
    Saying(
      text: "Input should be greater than 0.5",
      check: .bound(keyword: "exclusiveMinimum", 0.5)
    ),
    Saying(text: "Array must have at most 8 items", check: .bound(keyword: "maxItems", 8)),
    Saying(text: "Input should be 'jpeg' or 'png'", check: .values(["jpeg", "png"])),
    Saying(
      text: #"output_format must be one of the following: "webp", "jpg""#,
      check: .values(["jpg", "webp"])
    ),
    Saying(text: "value is not a valid integer", check: .type("integer")),
    Saying(
      text: "Invalid type. Expected: integer, given: string",
      check: .type("integer")
    ),
    Saying(text: "Input should be a valid boolean", check: .type("boolean")),
    Saying(
      text: "Does not match format 'uri'",
      check: .values(["uri"])
    ),
    Saying(text: "Something else", check: .other("Something else")),
  ]

  @Test(arguments: sayings)
  func `reads what a validator says`(_ saying: Saying) throws {
    let fault = ProbedFault(saying: saying.text, code: "c")
    #expect(fault.check == saying.check)
    #expect(ProbedFault(fault.json) == fault)
  }

  @Test func `reads the refusals of all three providers`() throws {
    let fal = try JSON(
      parsing: #"""
        {"detail":[{"loc":["body","prompt"],"msg":"field required","type":"value_error.missing"},
        {"loc":["body","image_urls",0],"msg":"Input should be a valid URL","type":"url_parsing"}]}
        """#
    )
    #expect(
      FaultReader.faults(in: fal) == [
        "prompt": ProbedFault(.required, code: "value_error.missing"),
        "image_urls/*": ProbedFault(.type("url"), code: "url_parsing"),
      ]
    )
    let replicate = try JSON(
      parsing: #"""
        {"invalid_fields":[{"type":"required","field":"input","description":"prompt is required"},
        {"type":"number_lte","field":"input.num_outputs","description":"Must be less than or equal to 4"}]}
        """#
    )
    #expect(
      FaultReader.faults(in: replicate) == [
        "prompt": ProbedFault(.required, code: "required"),
        "num_outputs": ProbedFault(.bound(keyword: "maximum", 4), code: "number_lte"),
      ]
    )
    let fireworks: JSON = [
      "error": ["message": "seed: Input should be a valid integer; prompt: Field required"]
    ]
    #expect(
      FaultReader.faults(in: fireworks) == [
        "seed": ProbedFault(.type("integer")), "prompt": ProbedFault(.required),
      ]
    )
    #expect(FaultReader.faults(in: ["detail": "Something is wrong"]) == nil)
  }

  @Test func `a probe breaks every field, lacks a required one and asks for no picture`() throws {
    for subject in try World.subjects() {
      let input = ProbeInput(subject).json
      let missing = subject.operation.fields.filter { input[$0.name] == nil }
      #expect(missing.count == 1)
      #expect(missing.first?.isRequired == true)
      if let batch = subject.operation.batch { #expect(input[batch.field] == 0) }
    }
  }
}
