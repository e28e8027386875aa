/// Something that a loop's clock calls.
protocol Timed: AnyObject, Sendable {
  /// Its time has come; when it wants to be called again, if at all.
  func ring(at now: ContinuousClock.Instant) -> ContinuousClock.Instant?

  /// Whether it is no longer waited for.
  var isOver: Bool { get }
}

/// A heap of what is to be called, the earliest first.
struct Timers: Sendable {
  private struct Entry: Sendable {
    var deadline: ContinuousClock.Instant
    var target: any Timed
  }

  private var heap: [Entry] = []
  /// How many entries are no longer waited for, so that they can be swept before their time.
  private var overCount = 0

  var earliest: ContinuousClock.Instant? { heap.first?.deadline }

  mutating func insert(_ target: any Timed, at deadline: ContinuousClock.Instant) {
    heap.append(Entry(deadline: deadline, target: target))
    rise(heap.count - 1)
  }

  mutating func popDue(_ now: ContinuousClock.Instant) -> (any Timed)? {
    guard let first = heap.first, first.deadline <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink(0)
    return first.target
  }

  /// Says that an entry is over; half of them over, and they are swept out.
  mutating func noteOver() {
    overCount += 1
    guard overCount > 64, overCount > heap.count / 2 else { return }
    overCount = 0
    heap.removeAll { $0.target.isOver }
    for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index].deadline < heap[parent].deadline else { return }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[child].deadline < heap[least].deadline { least = child }
      }
      guard least != index else { return }
      heap.swapAt(index, least)
      index = least
    }
  }
}
