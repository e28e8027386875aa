/// What waits for its turn, in order: of those that share a lane, one at a time.
struct WaitingLine {
  private let lanes: [String?]
  private var waiting: [Int]
  private var busy: Set<String> = []

  init(_ lanes: [String?]) {
    self.lanes = lanes
    waiting = Array(lanes.indices.reversed())
  }

  /// Takes the first whose lane is free; nil where none is, or nothing waits.
  mutating func next() -> Int? {
    let place = waiting.lastIndex { index in lanes[index].map { !busy.contains($0) } ?? true }
    guard let place else { return nil }
    let index = waiting.remove(at: place)
    if let lane = lanes[index] { busy.insert(lane) }
    return index
  }

  /// Frees the lane of one that is through.
  mutating func leave(_ index: Int) {
    if let lane = lanes[index] { busy.remove(lane) }
  }
}
