import Bytes
import Catalog

extension [RecordJob] {
  /// What would be asked and what each may cost, as rows of names and texts.
  package func rows(isLive: Bool) -> [(String, String)] {
    map { job in
      let price = isLive ? job.cost.map(\.description) ?? "price not known" : "free"
      return (job.name, "\(job.calls.counted("call")), \(price)")
    }
  }

  /// What all of it may cost.
  package func total(isLive: Bool) -> String {
    guard isLive else { return "nothing: the stubs answer" }
    let prices = compactMap(\.cost)
    let rest = prices.count < count ? ", and what has no known price" : ""
    return "\(prices.reduce(.zero, +))\(rest)"
  }
}
