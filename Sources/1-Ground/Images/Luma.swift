/// The brightness of a picture over white, for comparing.
struct Luma {
  /// A Gaussian of eleven samples with a sigma of 1.5, the middle first.
  private static let weights: [Float] = [
    0.266_011_72, 0.213_005_54, 0.109_360_69, 0.036_000_77, 0.007_598_76, 0.001_028_38,
  ]
  /// The terms that keep the quotients calm: 1 % and 3 % of the range, squared.
  private static let (steadyMean, steadyVariance): (Float, Float) = (6.5025, 58.5225)

  let width: Int
  let height: Int
  var samples: [Float]

  init(_ bitmap: Bitmap) {
    width = bitmap.width
    height = bitmap.height
    samples = [Float](repeating: 0, count: width * height)
    for index in samples.indices {
      let offset = index &* 4
      let red = 299 &* Int(bitmap.rgba[offset])
      let green = 587 &* Int(bitmap.rgba[offset &+ 1])
      let blue = 114 &* Int(bitmap.rgba[offset &+ 2])
      let alpha = Int(bitmap.rgba[offset &+ 3])
      let covered = (red &+ green &+ blue) &* alpha &+ 255_000 &* (255 &- alpha)
      samples[index] = Float(covered) / 255_000
    }
  }

  /// The mean structural similarity of Wang and others, over windows around every pixel.
  func similarity(to other: Luma) -> Double {
    let meanA = blurred(samples)
    let meanB = blurred(other.samples)
    let squareA = blurred(Luma.product(samples, samples))
    let squareB = blurred(Luma.product(other.samples, other.samples))
    let mixed = blurred(Luma.product(samples, other.samples))
    var sum = 0.0
    for index in samples.indices {
      let (a, b) = (meanA[index], meanB[index])
      let varianceA = squareA[index] - a * a
      let varianceB = squareB[index] - b * b
      let covariance = mixed[index] - a * b
      let likeness = (2 * a * b + Luma.steadyMean) * (2 * covariance + Luma.steadyVariance)
      let scale =
        (a * a + b * b + Luma.steadyMean) * (varianceA + varianceB + Luma.steadyVariance)
      sum += Double(likeness / scale)
    }
    return sum / Double(samples.count)
  }

  private static func product(_ one: [Float], _ other: [Float]) -> [Float] {
    var product = one
    for index in product.indices { product[index] *= other[index] }
    return product
  }

  /// The weighted mean around every place; the edges repeat outwards.
  private func blurred(_ values: [Float]) -> [Float] {
    var across = [Float](repeating: 0, count: values.count)
    var padded = [Float](repeating: 0, count: width + 10)
    for y in 0..<height {
      let start = y * width
      for x in 0..<width + 10 { padded[x] = values[start + min(max(x - 5, 0), width - 1)] }
      for x in 0..<width {
        var sum = padded[x &+ 5] * Luma.weights[0]
        for tap in 1...5 {
          sum += (padded[x &+ 5 &- tap] + padded[x &+ 5 &+ tap]) * Luma.weights[tap]
        }
        across[start &+ x] = sum
      }
    }
    var down = across
    for y in 0..<height {
      let start = y * width
      for x in 0..<width { down[start &+ x] *= Luma.weights[0] }
      for tap in 1...5 {
        let above = max(y - tap, 0) * width
        let below = min(y + tap, height - 1) * width
        let weight = Luma.weights[tap]
        for x in 0..<width {
          down[start &+ x] += (across[above &+ x] + across[below &+ x]) * weight
        }
      }
    }
    return down
  }
}
