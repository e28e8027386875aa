import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Asks a gateway for pictures.
struct Painter {
  var gateway: URL
  var key: String

  /// The address of a picture of this; tries three times where the gateway is busy.
  func paint(_ prompt: String, size: String = "1024x1024") async throws -> String {
    var request = URLRequest(url: gateway.appending(path: "images/generations"))
    request.httpMethod = "POST"
    request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try JSONEncoder().encode([
      "model": "flux.2-max", "prompt": prompt, "size": size,
    ])
    for _ in 0..<3 {
      let (data, response) = try await URLSession.shared.data(for: request)
      switch (response as? HTTPURLResponse)?.statusCode {
      case 200: return try JSONDecoder().decode(Answer.self, from: data).data[0].url
      case 429: continue
      default: throw URLError(.badServerResponse)
      }
    }
    throw URLError(.timedOut)
  }

  private struct Answer: Decodable {
    struct Picture: Decodable { var url: String }
    var data: [Picture]
  }
}
