import Bytes
import Exchanges
import Files
import HTTPMessages
import HTTPTransport

extension Service {
  /// The handler, counted, and its figures where Prometheus looks for them.
  func watched(_ handler: any HTTPHandler) -> any HTTPHandler {
    let meter = Meter(clock: LoopWaiting())
    let counted = meter.counting(handler)
    return HTTPHandlerClosure { [metrics, opensMetrics, catalog, version] request in
      guard request.method == .get, request.target.path == "/__touchstone/metrics" else {
        return try await counted.respond(to: request)
      }
      guard opensMetrics(request) else {
        return Service.text(401, "the gateway's key opens this\n", type: "text/plain")
      }
      let all =
        meter.metrics + metrics() + (catalog?.metrics ?? [])
        + Service.processMetrics(of: version)
      return Service.text(200, all.map(\.text).joined(), type: Metric.mediaType)
    }
  }

  private static func text(_ status: HTTPStatus, _ text: String, type: String) -> HTTPResponse {
    HTTPResponse(
      status,
      fields: [.contentType: type, "Cache-Control": "no-store"],
      body: HTTPBody(text)
    )
  }

  /// Which program it is, and the memory that it takes where the system tells.
  private static func processMetrics(of version: String) -> [Metric] {
    let build = Metric(
      "touchstone_build_info",
      "The running version.",
      kind: .gauge,
      samples: [Metric.Sample(labels: [("version", version)], value: 1)]
    )
    guard let bytes = residentBytes else { return [build] }
    let memory = Metric(
      "process_resident_memory_bytes",
      "Resident memory.",
      kind: .gauge,
      value: Double(bytes)
    )
    return [build, memory]
  }

  /// As Linux tells it: `VmRSS:     52340 kB`.
  private static var residentBytes: Int? {
    guard let status = try? Folder("/proc/self").bytes(of: "status") else { return nil }
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1_024 }
  }
}
