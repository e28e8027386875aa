import CanonicalJSON

extension PlantedChange {
  /// Changes of refusals, and of what is said of unknown work.
  static let ofRefusals: [PlantedChange] = [
    member(.errorBodyChanged, .refusal, before: nil, after: "anew"),
    member(.errorBodyChanged, .missing, before: nil, after: "anew"),
    accepted, accepted.back, dropped, dropped.back,
  ]

  private static let accepted = PlantedChange(.requestProbeAccepted, .refusal) { reply in
    reply.status = 200
    reply.json = ["id": "0123456789abcdefghijklmnop"]
  }

  private static let dropped = PlantedChange(.requestCheckDropped, .refusal) { $0.dropFault() }
}

extension AlteredProvider.Reply {
  /// Takes one fault out of a refusal, as long as one is left.
  fileprivate mutating func dropFault() {
    guard let json else { return }
    for name in ["detail", "invalid_fields"] {
      if let faults = json[name]?.arrayValue, faults.count > 1 {
        self.json = json.setting(JSONPointer([name]), .array(AlteredProvider.Reply.fewer(faults)))
      }
    }
    for pointer in [JSONPointer(["error", "message"]), JSONPointer(["error_message"])] {
      guard let text = json[pointer]?.stringValue else { continue }
      let faults = text.split(separator: ";").map { JSON.string(String($0)) }
      let kept = AlteredProvider.Reply.fewer(faults).compactMap(\.stringValue)
      self.json = json.setting(pointer, .string(kept.joined(separator: ";")))
    }
  }

  /// Without the last check of a value: one of a field that is missing is another rule's.
  private static func fewer(_ faults: [JSON]) -> [JSON] {
    let place = faults.lastIndex { !$0.text().lowercased().contains("required") }
    guard faults.count > 1, let place else { return faults }
    var faults = faults
    faults.remove(at: place)
    return faults
  }
}
