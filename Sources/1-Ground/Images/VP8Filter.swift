/// VP8's loop filter, which smooths the edges of macroblocks and of the blocks inside.
struct VP8Filter {
  /// Smooths luma alone, and only next to the edge.
  let isSimple: Bool

  /// How hard one macroblock is filtered.
  struct Strength {
    /// 0 for not at all.
    let level: Int
    let interior: Int
    let filtersInside: Bool

    init(level: Int, sharpness: Int, filtersInside: Bool) {
      self.level = max(0, min(63, level))
      var interior = self.level
      if sharpness > 0 {
        interior = min(interior >> (sharpness > 4 ? 2 : 1), 9 - sharpness)
      }
      self.interior = max(1, interior)
      self.filtersInside = filtersInside
    }

    /// A slope steeper than this is an edge of the picture itself.
    var steep: Int { level >= 40 ? 2 : level >= 15 ? 1 : 0 }

    /// The most that the step across an edge may be, doubled.
    func limit(outer: Bool) -> Int { (2 * level + interior + (outer ? 4 : 0)) * 2 + 1 }
  }

  func apply(_ strengths: [Strength], to planes: inout [VP8Plane], columns: Int) {
    for (number, strength) in strengths.enumerated() where strength.level > 0 {
      let (column, row) = (number % columns, number / columns)
      filter(&planes[0], x: column * 16, y: row * 16, side: 16, strength: strength)
      if isSimple { continue }
      filter(&planes[1], x: column * 8, y: row * 8, side: 8, strength: strength)
      filter(&planes[2], x: column * 8, y: row * 8, side: 8, strength: strength)
    }
  }

  private func filter(
    _ plane: inout VP8Plane,
    x: Int,
    y: Int,
    side: Int,
    strength: Strength
  ) {
    let start = plane.index(x, y)
    let stride = plane.stride
    for (across, along, isInPicture) in [(1, stride, x > 0), (stride, 1, y > 0)] {
      if isInPicture {
        smooth(
          &plane.samples,
          start,
          across: across,
          along: along,
          count: side,
          strength: strength,
          outer: true
        )
      }
      guard strength.filtersInside else { continue }
      for step in Swift.stride(from: 4, to: side, by: 4) {
        smooth(
          &plane.samples,
          start + step * across,
          across: across,
          along: along,
          count: side,
          strength: strength,
          outer: false
        )
      }
    }
  }

  /// Smooths one edge, whose far side begins at `start`.
  private func smooth(
    _ samples: inout [UInt8],
    _ start: Int,
    across: Int,
    along: Int,
    count: Int,
    strength: Strength,
    outer: Bool
  ) {
    let limit = strength.limit(outer: outer)
    for index in 0..<count {
      let place = start + index * along
      if isSimple {
        let window = Window(near: samples, place, across: across)
        if window.step <= limit { window.smoothPair(&samples, place, across: across) }
        continue
      }
      let window = Window(samples, place, across: across)
      guard window.step <= limit, window.roughness <= strength.interior else { continue }
      if window.slope > strength.steep {
        window.smoothPair(&samples, place, across: across)
      } else if outer {
        window.smoothSix(&samples, place, across: across)
      } else {
        window.smoothFour(&samples, place, across: across)
      }
    }
  }
}

/// The samples on both sides of an edge: `q0` is the first beyond it, `p0` the last before.
private struct Window {
  var p3 = 0
  var p2 = 0
  let p1: Int
  let p0: Int
  let q0: Int
  let q1: Int
  var q2 = 0
  var q3 = 0

  init(near samples: [UInt8], _ place: Int, across: Int) {
    p1 = Int(samples[place - 2 * across])
    p0 = Int(samples[place - across])
    q0 = Int(samples[place])
    q1 = Int(samples[place + across])
  }

  init(_ samples: [UInt8], _ place: Int, across: Int) {
    self.init(near: samples, place, across: across)
    p3 = Int(samples[place - 4 * across])
    p2 = Int(samples[place - 3 * across])
    q2 = Int(samples[place + 2 * across])
    q3 = Int(samples[place + 3 * across])
  }

  var step: Int { 4 * abs(p0 - q0) + abs(p1 - q1) }

  var roughness: Int {
    max(abs(p3 - p2), abs(p2 - p1), max(abs(p1 - p0), abs(q3 - q2), abs(q2 - q1), abs(q1 - q0)))
  }

  var slope: Int { max(abs(p1 - p0), abs(q1 - q0)) }

  func smoothPair(_ samples: inout [UInt8], _ place: Int, across: Int) {
    let change = 3 * (q0 - p0) + signed(p1 - q1)
    samples[place - across] = sample(p0 + fine(change + 3))
    samples[place] = sample(q0 - fine(change + 4))
  }

  func smoothFour(_ samples: inout [UInt8], _ place: Int, across: Int) {
    let change = 3 * (q0 - p0)
    let far = fine(change + 4)
    samples[place - across] = sample(p0 + fine(change + 3))
    samples[place] = sample(q0 - far)
    samples[place - 2 * across] = sample(p1 + (far + 1) >> 1)
    samples[place + across] = sample(q1 - (far + 1) >> 1)
  }

  func smoothSix(_ samples: inout [UInt8], _ place: Int, across: Int) {
    let change = signed(3 * (q0 - p0) + signed(p1 - q1))
    let (most, some, least) = (
      (27 * change + 63) >> 7, (18 * change + 63) >> 7, (9 * change + 63) >> 7
    )
    samples[place - 3 * across] = sample(p2 + least)
    samples[place - 2 * across] = sample(p1 + some)
    samples[place - across] = sample(p0 + most)
    samples[place] = sample(q0 - most)
    samples[place + across] = sample(q1 - some)
    samples[place + 2 * across] = sample(q2 - least)
  }

  private func signed(_ value: Int) -> Int { max(-128, min(127, value)) }

  private func fine(_ change: Int) -> Int { max(-16, min(15, change >> 3)) }

  private func sample(_ value: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: max(0, min(255, value)))
  }
}
