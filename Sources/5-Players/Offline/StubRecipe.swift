/// Instructions that lead another program to the stub providers, ready to be pasted.
package enum StubRecipe: String, CaseIterable, Sendable {
  case env
  case litellm
  case node
  case caddy
  case compose

  /// `url` is where the stub is reached: `http://127.0.0.1:4021`.
  package func text(_ url: String) -> String {
    switch self {
    case .env: StubRecipe.environment(url)
    case .litellm: StubRecipe.litellm(url)
    case .node: StubRecipe.node(url)
    case .caddy: StubRecipe.caddy(url)
    case .compose: StubRecipe.composition
    }
  }

  private static let untested = "Not tested with the program itself: read it before you run it."

  private static func environment(_ url: String) -> String {
    """
    # For clients that take their base URLs from the environment: eval "$(touchstone stub --print env)".
    # fal's own clients take hosts only, and speak https: see --print caddy, or --tls-cert.
    export FAL_KEY=any:key
    export FAL_AI_API_KEY=any:key
    export FAL_AI_API_BASE=\(url)/fal
    export REPLICATE_API_TOKEN=r8_any
    export REPLICATE_BASE_URL=\(url)/replicate
    export FIREWORKS_API_KEY=fw_any
    export FIREWORKS_BASE_URL=\(url)/fireworks/inference/v1
    export OPENAI_API_KEY=sk-any
    export OPENAI_BASE_URL=\(url)/openai/v1
    export GEMINI_API_KEY=any
    export GOOGLE_GEMINI_BASE_URL=\(url)/gemini
    export BFL_API_KEY=any
    export BFL_API_BASE=\(url)/bfl/v1
    export AZURE_OPENAI_API_KEY=any
    export AZURE_OPENAI_ENDPOINT=\(url)/azure
    export XAI_API_KEY=xai-any
    export XAI_API_BASE=\(url)/xai/v1
    export TOGETHER_API_KEY=any
    export TOGETHER_BASE_URL=\(url)/together/v1
    export SILICONFLOW_API_KEY=sk-any
    export SILICONFLOW_API_BASE=\(url)/siliconflow/v1

    """
  }

  private static func litellm(_ url: String) -> String {
    let models = [
      ("flux1.1-pro", "fal_ai/fal-ai/flux-pro/v1.1", "fal", "any:key"),
      ("flux.1-dev", "fal_ai/fal-ai/flux/dev", "fal", "any:key"),
      ("gpt-image-1.5", "openai/gpt-image-1.5", "openai/v1", "sk-any"),
    ].map { name, endpoint, base, key in
      """
        - model_name: \(name)
          litellm_params:
            model: \(endpoint)
            api_base: \(url)/\(base)
            api_key: "\(key)"
          model_info:
            mode: image_generation

      """
    }
    let head = "# LITELLM_MASTER_KEY=sk-any litellm --config config.yaml\nmodel_list:\n"
    return head + models.joined()
  }

  private static func node(_ url: String) -> String {
    """
    // node --import ./stub.mjs app.mjs leads what clients fetch from the providers to the stub.
    // \(untested)
    const stub = "\(url)";
    const services = {
    \(routes.map { "  \"\($0.host)\": \"\($0.service)\",\n" }.joined())};
    const fetchAnything = globalThis.fetch;
    globalThis.fetch = (resource, options) => {
      const request = new Request(resource, options);
      const url = new URL(request.url);
      const service = services[url.host];
      if (service === undefined) return fetchAnything(request);
      return fetchAnything(new Request(stub + service + url.pathname + url.search, request));
    };

    """
  }

  private static func caddy(_ url: String) -> String {
    """
    # Caddyfile: the providers' own names over TLS, certified by Caddy's own authority.
    # Lead the names to Caddy, as in /etc/hosts:
    #   127.0.0.1 \(hosts.joined(separator: " "))
    {
    \tskip_install_trust
    }
    \(hosts.joined(separator: ", ")) {
    \ttls internal
    \treverse_proxy \(url)
    }

    """
  }

  private static let composition = """
    # compose.yaml: the stub beside a gateway, reached by the service's name.
    # \(untested)
    services:
      providers:
        image: debian:stable-slim
        volumes: ["./touchstone:/usr/local/bin/touchstone:ro"]
        command: touchstone stub --host 0.0.0.0 --port 4021
      gateway:
        build: .
        depends_on: [providers]
        environment:
          FAL_BASE_URL: http://providers:4021/fal
          FAL_KEY: "any:key"
          REPLICATE_BASE_URL: http://providers:4021/replicate/v1
          REPLICATE_API_TOKEN: r8_any
          FIREWORKS_BASE_URL: http://providers:4021/fireworks/inference/v1
          FIREWORKS_API_KEY: fw_any
          OPENAI_BASE_URL: http://providers:4021/openai/v1
          OPENAI_API_KEY: sk-any
          GOOGLE_GEMINI_BASE_URL: http://providers:4021/gemini
          GEMINI_API_KEY: any

    """

  /// The hosts of all providers that a client calls or fetches from, with their places at the stub.
  private static let routes: [(host: String, service: String)] = [
    ("fal.run", "/fal"), ("queue.fal.run", "/fal-queue"), ("rest.fal.ai", "/fal-rest"),
    ("v3.fal.media", "/media"), ("fal.media", "/media"), ("api.replicate.com", "/replicate"),
    ("replicate.delivery", "/media"), ("api.fireworks.ai", "/fireworks"),
    ("api.openai.com", "/openai"), ("generativelanguage.googleapis.com", "/gemini"),
    ("api.bfl.ai", "/bfl"), ("api.us1.bfl.ai", "/bfl-poll"), ("delivery-us1.bfl.ai", "/media"),
    ("api.x.ai", "/xai"), ("imgen.x.ai", "/media"), ("api.together.ai", "/together"),
    ("api.together.xyz", "/together"), ("api.siliconflow.cn", "/siliconflow"),
    ("api.siliconflow.com", "/siliconflow"),
  ]

  private static var hosts: [String] { routes.map(\.host) }
}
