import Bytes
package import Catalog
package import Exchanges
import Synchronization

/// The catalog of a running service: read anew when that is asked for, and kept as it was where it can't be.
package final class ReloadedCatalog: Sendable {
  private struct State {
    var catalog: ModelCatalog
    var reloads = 0
    var failures = 0
  }

  private let read: @Sendable () throws -> ModelCatalog
  private let tell: @Sendable (Told) -> Void
  private let install: @Sendable (ModelCatalog) -> Void
  private let state: Mutex<State>

  /// What came of reading it anew, in a line for a log.
  package enum Told: Sendable {
    case changed(String)
    case kept(String)
  }

  /// `read` gives what stands in the files now, and `install` leads all that comes from then on to it.
  package init(
    _ catalog: ModelCatalog,
    reading read: @escaping @Sendable () throws -> ModelCatalog,
    telling tell: @escaping @Sendable (Told) -> Void,
    install: @escaping @Sendable (ModelCatalog) -> Void
  ) {
    self.read = read
    self.tell = tell
    self.install = install
    state = Mutex(State(catalog: catalog))
  }

  /// Says in the log what is otherwise now, or why nothing is.
  package func reload() {
    do {
      let new = try read()
      // Two that are asked for at once come one after the other.
      let changes = state.withLock { state in
        let changes = new.changes(since: state.catalog)
        state.catalog = new
        state.reloads += 1
        install(new)
        return changes
      }
      let count = new.models.count.counted("model")
      let what = changes.isEmpty ? "nothing changed" : changes.joined(separator: ", ")
      tell(.changed("catalog read anew: \(count); \(what)\n"))
    } catch {
      state.withLock { $0.failures += 1 }
      tell(.kept("catalog kept as it was: \(error)\n"))
    }
  }

  package var metrics: [Metric] {
    let (models, reloads, failures) = state.withLock {
      ($0.catalog.models.count, $0.reloads, $0.failures)
    }
    return [
      Metric(
        "touchstone_catalog_models",
        "Models in the catalog.",
        kind: .gauge,
        value: Double(models)
      ),
      Metric(
        "touchstone_catalog_reloads_total",
        "How often the catalog was read anew, and how often that failed.",
        kind: .counter,
        samples: [("ok", reloads), ("failed", failures)].map { result, count in
          Metric.Sample(labels: [("result", result)], value: Double(count))
        }
      ),
    ]
  }
}
