import Terminal

enum MapOptions {
  static let check = Option.flag(
    "check",
    "ask again what the maps hold, and fail if anything changed"
  )
  static let fast = Option.flag(
    "fast",
    "with --check: ask a tenth of it, beginning with what changed last"
  )
  static let folder = Option.text(
    "maps DIR",
    "the folder of maps"
  ).defaulting(to: "touchstone/map")

  static let against = Option.text(
    "against catalog|FILE|GATEWAY",
    "print where what is learned differs from the catalog, a kept map, another gateway"
  )
  static let draft = Option.flag(
    "as-catalog",
    "print a catalog model drafted from what is learned, and what is left to decide"
  )

  /// The options that lead to the same gateway and the same maps.
  static let deciding = Options(
    GatewayOptions.gateway,
    GatewayOptions.upstream,
    GatewayOptions.upstreamListen,
    GatewayOptions.upstreamURL,
    .budget,
    folder,
    GatewayOptions.gatewayKey
  )
}
