import Bytes
import Catalog
import Exchanges
import Synchronization
import Terminal

/// The catalog of a running service: read anew when that is asked for, and kept as it was where it can't be.
final class ReloadedCatalog: Sendable {
  private struct State {
    var catalog: ModelCatalog
    var reloads = 0
    var failures = 0
  }

  private let call: Invocation
  private let install: @Sendable (ModelCatalog) -> Void
  private let state: Mutex<State>

  /// `install` leads all that comes from now on to another catalog.
  init(
    _ catalog: ModelCatalog,
    of call: Invocation,
    install: @escaping @Sendable (ModelCatalog) -> Void
  ) {
    self.call = call
    self.install = install
    state = Mutex(State(catalog: catalog))
  }

  /// Says in the log what is otherwise now, or why nothing is.
  func reload() {
    do {
      let new = try call.catalog()
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
      if !call.isQuiet { call.console.show("catalog read anew: \(count); \(what)\n") }
    } catch {
      state.withLock { $0.failures += 1 }
      call.console.writeError("catalog kept as it was: \(error)\n")
    }
  }

  var metrics: [Metric] {
    let (models, reloads, failures) = state.withLock {
      ($0.catalog.models.count, $0.reloads, $0.failures)
    }
    return [
      Metric("touchstone_catalog_models", "Models in the catalog.", .gauge, Double(models)),
      Metric(
        "touchstone_catalog_reloads_total",
        "How often the catalog was read anew, and how often that failed.",
        .counter,
        samples: [("ok", reloads), ("failed", failures)].map { result, count in
          Metric.Sample(labels: [("result", result)], value: Double(count))
        }
      ),
    ]
  }
}
