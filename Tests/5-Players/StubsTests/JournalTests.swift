import CanonicalJSON
import Exchanges
import HTTPMessages
import Testing

struct JournalTests {
  @Test func `the journal is bounded, and asked by case`() async throws {
    let stub = try StubDriver(journal: Journal(limits: Journal.Limits(exchanges: 5)))
    for number in 1...9 {
      let prompt = JSON.string("a [ts:\(number)a]")
      _ = try await stub.fal("fal-ai/flux-2-max", ["prompt": prompt])
    }
    let all = try await stub.send(.get, "/__touchstone/journal", fields: [:])
    #expect(all["/exchanges"]?.arrayValue?.count == 5)
    for (id, count) in [("9a", 1), ("1a", 0), ("ff", 0)] {
      let journal = try await stub.send(.get, "/__touchstone/journal?case=\(id)", fields: [:])
      #expect(journal["/exchanges"]?.arrayValue?.count == count)
    }
    let strays = try await stub.send(.get, "/__touchstone/journal?case=stray", fields: [:])
    #expect(strays["/exchanges"] == [])
    let unknown = try await stub.send(.get, "/__touchstone/journal?case=xyz", fields: [:])
    #expect(unknown.status == 400)
  }
  @Test func `the journal says which requests asked a model for pictures`() async throws {
    let stub = try StubDriver()
    let picture = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a tree"])
    _ = try await stub.fal("fal-ai/flux-2-max", ["no": "prompt"])
    #expect(picture.status == 200)
    _ = try await stub.send(.post, "/fal-rest/storage/upload/initiate", fields: [:])
    let all = try await stub.send(.get, "/__touchstone/journal", fields: [:])
    let orders = all["/exchanges"]?.arrayValue?.map { $0["order"]?.boolValue }
    #expect(orders == [true, true, false])
  }
}
