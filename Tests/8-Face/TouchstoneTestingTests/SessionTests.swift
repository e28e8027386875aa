#if canImport(Darwin)
import Foundation
import Testing
import TouchstoneTesting

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

struct SessionTests {
  @Test(.stubProviders) func `leads hard-wired hosts to the stubs`() async throws {
    let stub = try StubProviders.current
    let session = URLSession(configuration: stub.sessionConfiguration)
    var request = URLRequest(url: try #require(URL(string: "https://fal.run/fal-ai/flux-2-max")))
    request.httpMethod = "POST"
    request.setValue("Key any:key", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(#"{"prompt":"a tree"}"#.utf8)
    let (data, response) = try await session.data(for: request)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
    #expect(String(decoding: data, as: UTF8.self).contains("images"))
    #expect(stub.calls.count == 1)
  }
}
#endif
