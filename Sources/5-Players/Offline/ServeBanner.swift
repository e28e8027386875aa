/// The words that `serve` prints once it listens: the lines to paste for each client.
package struct ServeBanner {
  private let url: String
  private let options: Offline.Options
  /// The key that clients are to give.
  private let key: String
  private let servesAnyModel: Bool

  package init(url: String, _ options: Offline.Options, key: String, servesAnyModel: Bool) {
    self.url = url
    self.options = options
    self.key = key
    self.servesAnyModel = servesAnyModel
  }

  private var base: String { "\(url)/openai/v1" }

  package var text: String {
    """
    The reference gateway, offline, at \(url)

      export OPENAI_BASE_URL=\(base)
      export OPENAI_API_KEY=\(key)

      Python      OpenAI(base_url="\(base)", api_key="\(key)")
      JavaScript  new OpenAI({ baseURL: "\(base)", apiKey: "\(key)" })
      curl        curl \(base)/images/generations \\
                    -H "Authorization: Bearer $OPENAI_API_KEY" -H "Content-Type: application/json" \\
                    -d '{"model": "flux.2-max", "prompt": "a lighthouse", "size": "16:9"}'

    In a browser: \(url)/ has a form, the models and the latest exchanges.
    \(providers)
    Ctrl-C stops it.


    """
  }

  /// The makers of the pictures, and anything unusual about this run.
  private var providers: String {
    var lines: [String] = []
    let outside = options.upstreams.keys.sorted()
    lines.append(
      outside.isEmpty
        ? "Pictures are drawn here; only URLs that a request names leave this machine."
        : "Calls for \(outside.joined(separator: ", ")) leave this process; the rest is drawn here."
    )
    if servesAnyModel {
      lines.append("Ids that no catalog knows are served by a generic contract and marked so.")
    }
    switch options.latency {
    case .none: break
    case .realistic(times: 1): lines.append("Pictures take about as long as real ones.")
    case .realistic(let times):
      lines.append("Pictures take about \(times) times as long as real ones.")
    }
    return lines.joined(separator: "\n")
  }
}
