import CanonicalJSON
import Testing

struct JSONLayoutTests {
  let value: JSON = ["b": [1, [:], []], "a": ["z": .null, "y": "\u{1}\"\\\n"]]

  @Test func `lays files out sorted, indented and with numbers as they came`() {
    #expect(
      value.text(.file) == """
        {
          "a": {
            "y": "\\u0001\\"\\\\\\n",
            "z": null
          },
          "b": [
            1,
            {},
            []
          ]
        }
        """
    )
  }

  @Test func `keeps the order in the compact layout`() {
    #expect(value.text() == #"{"b":[1,{},[]],"a":{"z":null,"y":"\u0001\"\\\n"}}"#)
  }

  @Test(arguments: [
    (#"{"b":1.0,"a":2e1}"#, #"{ "a": 20, "b": 1 }"#),
    ("[0.50,-0,1e-7]", "[5e-1,0.0,0.0000001]"),
    ("12345678901234567890", "12345678901234567890.0"),
  ])
  func `writes the same canonical bytes for the same value`(
    first: String,
    second: String
  ) throws {
    #expect(try JSON(parsing: first).bytes(.canonical) == JSON(parsing: second).bytes(.canonical))
  }

  @Test func `keeps repeated names in their order when it sorts`() throws {
    let value = try JSON(parsing: #"{"b":1,"a":1,"b":2}"#)
    #expect(value.text(.canonical) == #"{"a":1,"b":1,"b":2}"#)
  }
}
