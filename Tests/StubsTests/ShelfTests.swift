import Testing

@testable import Stubs

struct ShelfTests {
  @Test func `lets the oldest go, also after one came back and was taken out`() {
    var shelf = Shelf<String, Int>(limit: 2)
    for (name, number) in [("a", 1), ("b", 2), ("c", 3), ("a", 4)] { shelf.put(number, at: name) }
    #expect(shelf.all == [3, 4])
    shelf.remove("a")
    #expect(shelf.all == [3])
    shelf.put(5, at: "d")
    shelf.put(6, at: "e")
    #expect(shelf.all == [5, 6])
    #expect(shelf["c"] == nil)
  }
}
