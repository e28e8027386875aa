import CanonicalJSON
import Foundation

/// A megabyte such as a list of models or predictions would be.
private let document: [UInt8] = {
  let items = (0..<8_500).map { index in
    #"{"id":\#(index),"name":"picture number \#(index)","ok":true,"none":null,"#
      + #""url":"https://example.com/files/\#(index).png","size":[1024,768.5]}"#
  }
  return Array("[\(items.joined(separator: ","))]".utf8)
}()

extension Benchmark {
  static let json = Benchmark("json") {
    let data = Data(document)
    return try await paired(
      ("JSONSerialization", { try milliseconds { try JSONSerialization.jsonObject(with: data) } }),
      ("JSON", { try milliseconds { try JSON(parsing: document) } }),
      what: "parse \(document.count / 1000) KB",
      unit: "ms"
    )
  }

  private static func milliseconds<Result>(_ body: () throws -> Result) rethrows -> Double {
    let clock = ContinuousClock()
    return try clock.measure { for _ in 0..<5 { _ = try body() } } / .milliseconds(5)
  }
}
