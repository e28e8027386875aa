import Files
import Mapping
import Terminal

extension MapLearning {
  /// Prints a catalog model for each map, or puts it where the call says, and names what is left to decide.
  func draft(_ maps: [GatewayMap]) throws {
    for map in maps where !map.offers.isEmpty {
      let draft = try MapDraft(map)
      if let target = call[.output]?.file {
        try call.folder.write(Array(draft.text.utf8), at: target)
        call.console.write("wrote \(target)\n")
      } else {
        call.console.write(draft.text)
      }
      for place in draft.undecided {
        call.console.writeError("undecided: \(place.pointer): \(place.why)\n")
      }
    }
  }
}
