/// The watches of a loop by token.
///
/// A token holds a place and how often that was used, so that what the system says of a descriptor
/// that is gone reaches no other.
struct WatchTable: Sendable {
  private struct Place: Sendable {
    var uses: UInt32 = 0
    var watch: Watch?
    var isFree = true
  }

  private var places: [Place] = []
  private var free: [Int] = []

  var count: Int { places.count - free.count }

  subscript(token: UInt64) -> Watch? {
    let (index, uses) = WatchTable.parts(token)
    guard index < places.count, places[index].uses == uses else { return nil }
    return places[index].watch
  }

  mutating func add(_ make: (UInt64) -> Watch) -> Watch {
    let index = free.popLast() ?? places.count
    if index == places.count { places.append(Place()) }
    places[index].uses &+= 1
    places[index].isFree = false
    let watch = make(UInt64(places[index].uses) << 32 | UInt64(index))
    places[index].watch = watch
    return watch
  }

  mutating func remove(_ token: UInt64) {
    let (index, uses) = WatchTable.parts(token)
    guard places[index].uses == uses, !places[index].isFree else { return }
    places[index].watch = nil
    places[index].uses &+= 1
    places[index].isFree = true
    free.append(index)
  }

  private static func parts(_ token: UInt64) -> (index: Int, uses: UInt32) {
    (Int(token & 0xFFFF_FFFF), UInt32(token >> 32))
  }
}
