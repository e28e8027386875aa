/// Runs the benchmarks that the arguments name, or all: `Benchmarks [--list] [NAME...]`.
@main
struct Benchmarks {
  static func main() async {
    let names = Array(CommandLine.arguments.dropFirst())
    if names == ["--list"] {
      for benchmark in Benchmark.all { print(benchmark.name) }
      return
    }
    let known = Set(Benchmark.all.map(\.name))
    for name in names where !known.contains(name) { print("\(name): no such benchmark") }
    for benchmark in Benchmark.all where names.isEmpty || names.contains(benchmark.name) {
      print(benchmark.name)
      await report(benchmark)
    }
  }

  private static func report(_ benchmark: Benchmark) async {
    do {
      for figure in try await benchmark.run() { print("  \(figure.text)") }
    } catch {
      print("  not measured: \(error)")
    }
  }
}
