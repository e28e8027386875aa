import HTTPMessages
import Testing

struct HTTPFieldsTests {
  @Test func `keeps repeated fields in order and names as they were written`() {
    var fields: HTTPFields = ["X-b": "1", "x-A": "2"]
    fields.append("X-B", "3")
    #expect(fields.all.map(\.name.raw) == ["X-b", "x-A", "X-B"])
    #expect(fields.values(of: "x-b") == ["1", "3"])
    #expect(fields["X-a"] == "2")
  }

  @Test func `setting a field replaces all of its name at the first one's place`() {
    var fields: HTTPFields = ["a": "1", "b": "2", "A": "3"]
    fields["A"] = "4"
    #expect(fields == ["a": "4", "b": "2"])
  }
}
