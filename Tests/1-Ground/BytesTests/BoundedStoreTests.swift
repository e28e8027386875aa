import Bytes
import Testing

struct BoundedStoreTests {
  @Test func `lets the oldest go, also after one came back and was taken out`() {
    var store = BoundedStore<String, Int>(limit: 2)
    for (name, number) in [("a", 1), ("b", 2), ("c", 3), ("a", 4)] { store.put(number, at: name) }
    #expect(store.all == [3, 4])
    #expect(store.remove("a") == 4)
    #expect(store.all == [3])
    store.put(5, at: "d")
    #expect(store.put(6, at: "e") == [3])
    #expect(store.all == [5, 6])
    #expect(store["c"] == nil)
  }

  @Test func `what is put again counts as new`() {
    var store = BoundedStore<String, Int>(limit: 2)
    for (name, number) in [("a", 1), ("b", 2), ("a", 3)] { store.put(number, at: name) }
    #expect(store.put(4, at: "c") == [2])
    #expect(store.all == [3, 4])
  }

  @Test func `keeps to its bytes as things grow, but never lets the newest go`() {
    var store = BoundedStore<Int, String>(bytes: 10) { $0.utf8.count }
    for number in 0..<3 { store.put("abc", at: number) }
    #expect(store.bytes == 9)
    #expect(store.change(1) { $0 += "def" })
    #expect(store.all == ["abcdef", "abc"])
    #expect(!store.change(7) { $0 += "nobody" })
    #expect(store.put("a text of more than ten", at: 3) == ["abcdef", "abc"])
    #expect(store.bytes == 23)
  }

  @Test func `holds its bounds through ten thousand arrivals and departures`() {
    var store = BoundedStore<Int, Int>(limit: 100)
    for number in 0..<10_000 {
      store.put(number, at: number)
      if number.isMultiple(of: 3) { store.remove(number - 1) }
    }
    #expect(store.all.count <= 100)
    #expect(store.all == store.all.sorted() && store.all.last == 9_999)
  }
}
