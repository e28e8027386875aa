import Bytes
import CanonicalJSON
import Catalog
package import Conformance
import Contract

extension Broken {
  /// The first of the asks that comes to something else than the ask itself.
  static func unlike(_ trial: Trial, without names: Set<String> = []) -> Broken? {
    for index in trial.sides.indices.dropFirst() {
      let found = trial.sides[index].differs(
        from: trial.sides[0],
        without: trial.subject.varying.union(names)
      )
      if !found.isEmpty { return Broken(asks: [0, index], found) }
    }
    return nil
  }
}

extension Sides {
  /// Where this came to something else; `names` are fields of calls that say nothing.
  package func differs(from other: Sides, without names: Set<String> = []) -> [Mismatch] {
    guard isServed, other.isServed else {
      // How a refusal is worded is another matter, and a breakdown is another law's.
      guard isServed != other.isServed else { return [] }
      return [
        Mismatch(
          side: .response,
          pointer: JSONPointer(["status"]),
          actual: status.map(JSON.integer),
          expected: other.status.map(JSON.integer),
          why: message ?? other.message
        )
      ]
    }
    guard calls.count == other.calls.count else {
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["calls"]),
          actual: .integer(calls.count),
          expected: .integer(other.calls.count)
        )
      ]
    }
    let found = zip(calls, other.calls).lazy.map { $0.differs(from: $1, without: names) }
      .first { !$0.isEmpty }
    return found ?? shownOtherwise(than: other)
  }

  private func shownOtherwise(than other: Sides) -> [Mismatch] {
    let (forms, others) = (pictures.map(\.forms), other.pictures.map(\.forms))
    guard forms != others else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["data"]),
        actual: .array(forms.map { .array($0.map(JSON.string)) }),
        expected: .array(others.map { .array($0.map(JSON.string)) })
      )
    ]
  }

  /// The words of an error.
  var message: String? { error?["message"]?.stringValue ?? answer?["detail"]?.stringValue }
}

extension Sides.Call {
  /// Where this call says something else; other words for the same pixels are the same.
  func differs(from other: Sides.Call, without names: Set<String>) -> [Mismatch] {
    if place != other.place {
      return [
        Mismatch(
          side: .upstream,
          pointer: JSONPointer(["endpoint"]),
          actual: .string(place),
          expected: .string(other.place)
        )
      ]
    }
    let isSameSize = pixels != nil && pixels == other.pixels
    let left = isSameSize ? names.union(sizeFields) : names
    let (own, theirs) = (telling(without: left), other.telling(without: left))
    return own.differences(from: theirs, limit: 4).map { difference in
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["input"] + difference.pointer.tokens),
        actual: difference.actual,
        expected: difference.expected
      )
    }
  }

  /// What it says beyond what the provider does by itself.
  private func telling(without left: Set<String>) -> JSON {
    .object(
      JSONObject(input.members.filter { !left.contains($0.name) && !silent.contains($0.name) })
    )
  }

  /// The size that it asks for as a client would write it: `1183x887`, or `4:3`; nil where it says none.
  var said: String? {
    if let width = input["width"]?.intValue, let height = input["height"]?.intValue {
      return "\(width)x\(height)"
    }
    let names = sizeFields.isEmpty ? ["image_size", "size", "aspect_ratio"] : sizeFields.sorted()
    for name in names {
      if let width = input[name]?["width"]?.intValue, let height = input[name]?["height"]?.intValue
      {
        return "\(width)x\(height)"
      }
      guard let word = input[name]?.stringValue else { continue }
      if PixelSize(word) != nil || AspectRatio(word) != nil { return word }
    }
    return nil
  }

  /// The shape that it asks for, and whether that is a shape by name.
  var shape: (ratio: Double, isNamed: Bool)? {
    guard let said else { return nil }
    if let ratio = AspectRatio(said) { return (ratio.value, true) }
    return PixelSize(said).flatMap { $0.width > 0 && $0.height > 0 ? ($0.ratio, false) : nil }
  }
}
