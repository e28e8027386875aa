/// A figure that a running service tells those who watch it.
package struct Metric: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// Only ever grows.
    case counter
    case gauge
    case histogram
  }

  /// One number of it, told from its others by labels.
  package struct Sample: Sendable, Equatable {
    /// Behind the metric's name, as histograms have it.
    package var suffix: String
    package var labels: [(name: String, value: String)]
    package var value: Double

    package init(
      suffix: String = "",
      labels: [(name: String, value: String)] = [],
      value: Double
    ) {
      self.suffix = suffix
      self.labels = labels
      self.value = value
    }

    package static func == (first: Sample, second: Sample) -> Bool { first.text == second.text }
  }

  package var name: String
  package var help: String
  package var kind: Kind
  package var samples: [Sample]

  package init(_ name: String, _ help: String, kind: Kind, samples: [Sample]) {
    self.name = name
    self.help = help
    self.kind = kind
    self.samples = samples
  }

  package init(_ name: String, _ help: String, kind: Kind, value: Double) {
    self.init(name, help, kind: kind, samples: [Sample(value: value)])
  }
}

extension Metric {
  /// The type of what `text` gives.
  package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// It in Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats .
  package var text: String {
    let lines = samples.map { "\(name)\($0.text)\n" }.joined()
    return "# HELP \(name) \(Metric.escaped(help))\n# TYPE \(name) \(kind.rawValue)\n\(lines)"
  }

  fileprivate static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }
}

extension Metric.Sample {
  fileprivate var text: String {
    let pairs = labels.map { label in
      "\(label.name)=\"\(Metric.escaped(label.value).replacing("\"", with: "\\\""))\""
    }
    let names = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
    return "\(suffix)\(names) \(Metric.Sample.number(value))"
  }

  /// Whole numbers without a fraction, as counts are.
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? (value == .infinity ? "+Inf" : "\(value)")
  }
}
