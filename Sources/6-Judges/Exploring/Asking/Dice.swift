/// Numbers that a seed decides, the same on every machine: SplitMix64.
package struct Dice: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The dice of one turn of a run, whatever other turns have thrown.
  package init(seed: UInt64, turn: Int) {
    var first = Dice(seed: seed)
    self.init(seed: first.next() ^ (UInt64(turn) &* 0xD134_2543_DE82_EF95))
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to one less than `count`, each as likely.
  package mutating func number(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(1, count))).high)
  }

  package mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + number(below: range.count)
  }

  /// True so many times of a hundred.
  package mutating func comes(_ percent: Int) -> Bool { number(below: 100) < percent }

  /// One of them; nil where there is none.
  package mutating func one<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[number(below: elements.count)]
  }
}
