/// Runs the benchmarks that the arguments name, or all: `Benchmarks [--list] [--against FILE] [NAME...]`.
///
/// Kept output is what `--against` takes: figures whose ranges lie apart from then are told again at the end.
@main
struct Benchmarks {
  static func main() async {
    var names = Array(CommandLine.arguments.dropFirst())
    if names == ["--list"] {
      for benchmark in Benchmark.all { print(benchmark.name) }
      return
    }
    var kept: KeptFigures?
    if let place = names.firstIndex(of: "--against"), place + 1 < names.count {
      kept = KeptFigures(file: names[place + 1])
      if kept == nil { print("\(names[place + 1]): can't be read") }
      names.removeSubrange(place...place + 1)
    }
    let known = Set(Benchmark.all.map(\.name))
    for name in names where !known.contains(name) { print("\(name): no such benchmark") }
    for benchmark in Benchmark.all where names.isEmpty || names.contains(benchmark.name) {
      print(benchmark.name)
      for figure in await figures(of: benchmark) {
        print("  \(figure.text)")
        kept?.compare(figure, of: benchmark.name)
      }
    }
    for change in kept?.changes ?? [] { print(change) }
  }

  private static func figures(of benchmark: Benchmark) async -> [Figure] {
    do { return try await benchmark.run() } catch { return [Figure("not measured: \(error)")] }
  }
}
