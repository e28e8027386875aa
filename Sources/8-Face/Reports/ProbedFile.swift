import Bytes
package import CanonicalJSON
package import Images

/// A file with what its bytes say.
package struct ProbedFile {
  package let name: String
  package let probe: ImageProbe

  package init(name: String, probe: ImageProbe) {
    self.name = name
    self.probe = probe
  }

  package var text: String {
    guard let format = probe.format else { return "not an image: \(probe.detail ?? "")" }
    var parts = ["\(format.name) \(probe.shown.width)×\(probe.shown.height)"]
    if probe.stored != probe.shown { parts.append("stored \(probe.stored)") }
    parts.append("\(probe.depth) bit")
    if probe.alpha { parts.append("alpha") }
    if probe.frames > 1 { parts.append("\(probe.frames) frames") }
    if let quality = probe.quality { parts.append("\(quality.scale.rawValue) \(quality.value)") }
    parts.append(
      ([probe.verdict.rawValue] + [probe.detail].compactMap { $0 }).joined(separator: ": ")
    )
    return parts.joined(separator: ", ")
  }

  package var json: JSON {
    [
      "file": .string(name),
      "format": probe.format.map { .string($0.rawValue) } ?? .null,
      "width": .integer(probe.shown.width),
      "height": .integer(probe.shown.height),
      "stored": [
        "width": .integer(probe.stored.width), "height": .integer(probe.stored.height),
      ],
      "depth": .integer(probe.depth),
      "alpha": .bool(probe.alpha),
      "frames": .integer(probe.frames),
      "lossy": .bool(probe.lossy),
      "quality": probe.quality.map {
        ["scale": .string($0.scale.rawValue), "value": .integer($0.value)]
      } ?? .null,
      "verdict": .string(probe.verdict.rawValue),
      "detail": probe.detail.map { .string($0) } ?? .null,
    ]
  }
}
