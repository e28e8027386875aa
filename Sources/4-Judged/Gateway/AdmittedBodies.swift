/// The room for bodies: how much of it each request holds, and which requests wait for more.
struct AdmittedBodies {
  struct Waiter {
    var id: Int
    /// The bytes that the room is to hold in all.
    var bytes: Int
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct Room {
    var held = 0
    let most: Int
  }

  private(set) var used = 0
  var line: [Waiter] = []
  private let limits: Admission.Limits
  private var rooms: [Int: Room] = [:]
  /// The rooms that are open, the oldest first.
  private var open: [Int] = []
  private var lastID = 0

  init(_ limits: Admission.Limits) { self.limits = limits }

  mutating func open(most: Int) -> Int {
    lastID += 1
    rooms[lastID] = Room(most: most)
    open.append(lastID)
    return lastID
  }

  /// Whether the room now holds `bytes`.
  mutating func hold(_ bytes: Int, _ id: Int) -> Bool {
    guard let room = rooms[id] else { return true }
    let more = bytes - room.held
    guard more > 0 else { return true }
    guard mayTake(more, id, room: room) else { return false }
    rooms[id]?.held = bytes
    used += more
    return true
  }

  private func mayTake(_ more: Int, _ id: Int, room: Room) -> Bool {
    let limit = room.most <= limits.small ? limits.bytes : limits.bytes - limits.bytes / 8
    guard let first = open.first, let oldest = rooms[first] else { return used + more <= limit }
    // What is longer than all there is waits for all of it.
    if first == id { return used + more <= limit || used == room.held }
    let promised = max(0, min(oldest.most, limits.bytes) - oldest.held)
    return used + more + promised <= limit
  }

  mutating func settle(_ bytes: Int, _ id: Int) {
    guard let room = rooms[id] else { return }
    used += min(bytes, room.held) - room.held
    rooms[id]?.held = min(bytes, room.held)
    open.removeAll { $0 == id }
  }

  mutating func leave(_ id: Int) {
    settle(0, id)
    rooms[id] = nil
  }

  /// Takes those out of the line for whom there is room now.
  mutating func admitted() -> [Waiter] {
    var admitted: [Waiter] = []
    var waiting: [Waiter] = []
    for waiter in line {
      if hold(waiter.bytes, waiter.id) { admitted.append(waiter) } else { waiting.append(waiter) }
    }
    line = waiting
    return admitted
  }
}
