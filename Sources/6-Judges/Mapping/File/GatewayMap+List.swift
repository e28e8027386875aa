extension GatewayMap {
  /// One map as its file has it, several as a list.
  package static func text(of maps: [GatewayMap]) -> String {
    guard maps.count != 1 else { return maps[0].text }
    return "[\n" + maps.map(\.text).joined(separator: ",\n") + "]\n"
  }
}
