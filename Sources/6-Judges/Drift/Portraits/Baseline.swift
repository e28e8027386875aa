import Bytes
package import CanonicalJSON
import Contract
package import Files

/// The portrait that an endpoint is held against, and its origin.
package struct Baseline: Sendable, Equatable {
  /// The source that says that the endpoint is like this.
  package enum Origin: String, Sendable, CaseIterable {
    /// The provider itself, asked or recorded.
    case live
    /// The stub providers.
    case simulated
    /// Only documents do, so that a difference is no breach of anything that was seen.
    case documented
  }

  package var subject: String
  package var origin: Origin
  /// RFC 3339, in UTC.
  package var learned: String
  package var source: String?
  package var portrait: Portrait

  package init(
    subject: String,
    origin: Origin,
    learned: String,
    source: String? = nil,
    portrait: Portrait
  ) {
    self.subject = subject
    self.origin = origin
    self.learned = learned
    self.source = source
    self.portrait = portrait
  }

  private static let format = 1

  package var json: JSON {
    var object: JSONObject = [
      "format": .integer(Baseline.format), "subject": .string(subject),
      "origin": .string(origin.rawValue), "learned": .string(learned),
    ]
    object["source"] = source.map(JSON.string)
    object["portrait"] = portrait.json
    return .object(object)
  }

  /// Reads the form of `json`; nil where it is none.
  package init?(_ json: JSON) {
    guard json["format"]?.intValue == Baseline.format,
      let subject = json["subject"]?.stringValue,
      let origin = json["origin"]?.stringValue.flatMap(Origin.init),
      let learned = json["learned"]?.stringValue,
      let portrait = json["portrait"].flatMap(Portrait.init)
    else { return nil }
    self.init(
      subject: subject,
      origin: origin,
      learned: learned,
      source: json["source"]?.stringValue,
      portrait: portrait
    )
  }
}

/// The folder that baselines lie in, one file a subject.
package struct BaselineFolder: Sendable {
  package let folder: Folder

  package init(_ folder: Folder) { self.folder = folder }

  /// Every baseline by its subject.
  package func all() throws -> [String: Baseline] {
    var baselines: [String: Baseline] = [:]
    for file in folder.files(under: "", suffix: ".json") {
      let bytes = try folder.bytes(of: file)
      guard let baseline = (try? JSON(parsing: bytes)).flatMap(Baseline.init) else {
        throw DriftFault.notABaseline(folder.path(of: file))
      }
      baselines[baseline.subject] = baseline
    }
    return baselines
  }

  package func write(_ baseline: Baseline, as file: String) throws {
    try folder.write(baseline.json.bytes(.file) + [UInt8(ascii: "\n")], to: file)
  }
}
