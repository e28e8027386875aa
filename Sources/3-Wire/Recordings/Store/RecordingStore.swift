package import Exchanges
package import Files

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A folder of recordings: `<provider>/<model>/<scenario>.har`, and `bodies/` beside them.
///
/// Every file appears whole or not at all; bodies are there before the HAR that names them.
package struct RecordingStore: Sendable {
  private let folder: Folder

  package init(_ folder: Folder) { self.folder = folder }

  package init(_ path: String) { self.init(Folder(path)) }

  package var path: String { folder.path }

  /// The fate of a recording of the same name.
  package enum Clash: Sendable {
    /// Both stay: the new one is called `<name>-2`.
    case numbers
    case replaces
  }

  /// Every recording's name, sorted: `fal/flux.1-dev/success`.
  package var names: [String] {
    folder.files(under: "", suffix: ".har").map { String($0.dropLast(4)) }.sorted()
  }

  package func holds(_ name: String) -> Bool { folder.contains("\(name).har") }

  package func load(_ name: String) throws -> Recording {
    let file = "\(name).har"
    let bytes = try bytes(of: file)
    let steps = file.split(separator: "/").dropLast()
    return try HARReader.recording(bytes, file: folder.path(of: file)) {
      body throws(RecordingError) in
      let parts = body.split(separator: "/")
      let up = parts.prefix { $0 == ".." }.count
      guard up <= steps.count, !parts.dropFirst(up).contains("..") else {
        throw .missingBody(file: folder.path(of: file), body: body)
      }
      let place = (steps.dropLast(up) + parts.dropFirst(up)).joined(separator: "/")
      guard let bytes = try? self.bytes(of: place) else {
        throw .missingBody(file: folder.path(of: file), body: body)
      }
      return bytes
    }
  }

  /// Redacts, scans, then writes; returns the name it was written under and what was redacted.
  ///
  /// Throws `SecretFound`, and writes nothing, where the scan still finds a secret.
  @discardableResult
  package func save(
    _ recording: Recording,
    as name: String,
    policy: RedactionPolicy,
    onClash clash: Clash = .numbers
  ) throws -> Saved {
    guard RecordingStore.isName(name) else { throw RecordingError.badName(name) }
    let (files, findings) = try clean(recording, as: name, policy: policy)
    var saved = Saved(name: name, findings: findings, bodies: Set(files.bodies.keys))
    for (body, bytes) in files.bodies.sorted(by: { $0.key < $1.key })
    where !folder.contains("bodies/\(body)") {
      try folder.write(bytes, to: "bodies/\(body)")
      saved.newBodies.insert(body)
    }
    switch clash {
    case .numbers: (saved.name, saved.isNew) = try create(files.har, named: name)
    case .replaces: try folder.write(files.har, to: "\(name).har")
    }
    return saved
  }

  /// The outcome of writing a recording.
  package struct Saved: Sendable {
    package var name: String
    package var findings: [Redactor.Finding]
    /// The bodies that it names, and those of them that are named for the first time.
    package var bodies: Set<String>
    package var newBodies: Set<String> = []
    /// False where the very same was there already.
    package var isNew = true
  }

  /// The outcome of writing a recording some of whose exchanges may not be written.
  package struct Kept: Sendable {
    /// Nil where nothing was left to write.
    package var saved: Saved?
    package var entries: [RecordedEntry] = []
    /// Why exchanges were left out, one sentence each.
    package var refused: [String] = []
    /// Whether one of them still held a secret.
    package var heldSecret = false
  }

  /// Writes a recording; an exchange that may not be written costs no other.
  package func saveSound(
    _ recording: Recording,
    as name: String,
    policy: RedactionPolicy,
    onClash clash: Clash = .numbers
  ) throws -> Kept {
    var kept = Kept(entries: recording.entries)
    do {
      kept.saved = try save(recording, as: name, policy: policy, onClash: clash)
    } catch let error as RecordingError where !error.isOfOneEntry {
      throw error
    } catch let error as FileError {
      throw error
    } catch {
      let sound = sound(recording, policy, noting: &kept)
      kept.entries = sound.entries
      guard !sound.entries.isEmpty else { return kept }
      kept.saved = try save(sound, as: name, policy: policy, onClash: clash)
    }
    return kept
  }

  /// The exchanges that may be written, each tried alone.
  private func sound(
    _ recording: Recording,
    _ policy: RedactionPolicy,
    noting kept: inout Kept
  ) -> Recording {
    var sound = recording
    sound.entries = recording.entries.filter { entry in
      do {
        let alone = Recording(metadata: recording.metadata, entries: [entry])
        _ = try clean(alone, as: "recording", policy: policy)
        return true
      } catch {
        kept.heldSecret = kept.heldSecret || error is SecretFound
        let title = SecretScan.message(entry.title, policy: policy)
        kept.refused.append("\(title) is left out: \(error)")
        return false
      }
    }
    return sound
  }

  private func clean(
    _ recording: Recording,
    as name: String,
    policy: RedactionPolicy
  ) throws -> (HARFiles, [Redactor.Finding]) {
    let (clean, findings) = try RecordingRedaction.redacted(recording, policy: policy)
    // What could not be looked into must not be written as if it had been.
    if let unseen = findings.first(where: { $0.rule == .nesting }) {
      throw SecretFound(rule: unseen.rule, place: unseen.place)
    }
    let depth = name.split(separator: "/").count - 1
    let bodiesPath = String(repeating: "../", count: depth) + "bodies"
    let files = HARWriter.files(of: clean, bodiesPath: bodiesPath)
    try RecordingRedaction.refuseSecrets(in: files, policy: policy, name: name)
    return (files, findings)
  }

  package func removeBodies(_ bodies: Set<String>) throws(FileError) {
    for body in bodies.sorted() { try folder.remove("bodies/\(body)") }
  }

  /// Bodies that no recording names, sorted.
  package func orphans() throws(FileError) -> [String] {
    var orphans = Set(folder.files(under: "bodies", suffix: ""))
    for name in names {
      let text = String(decoding: try bytes(of: "\(name).har"), as: UTF8.self)
      orphans = orphans.filter { body in
        guard let file = body.split(separator: "/").last else { return true }
        return !text.contains(file)
      }
    }
    return orphans.sorted()
  }

  /// Letters, digits, dots, dashes and underscores between slashes; no part begins with a dot.
  static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.first != "." && part != "bodies"
        && part.utf8.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
          default: false
          }
        }
    }
  }
}

extension RecordingStore {
  package func bytes(of file: String) throws(FileError) -> [UInt8] { try folder.bytes(of: file) }

  /// Takes the first name that is free or has the same bytes; a hard link fails where another recorder has
  /// been faster.
  private func create(
    _ bytes: [UInt8],
    named name: String
  ) throws(FileError) -> (name: String, isNew: Bool) {
    let parent = name.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let draft = "\(parent).\(UUID().uuidString).part"
    try folder.write(bytes, to: draft)
    defer { try? folder.remove(draft) }
    for number in 1...RecordingStore.mostOfOneName {
      let free = number == 1 ? name : "\(name)-\(number)"
      if try folder.link(draft, as: "\(free).har") { return (free, true) }
      if try folder.bytes(of: "\(free).har") == bytes { return (free, false) }
    }
    throw .unwritable(file: folder.path(of: "\(name).har"), .taken)
  }

  private static let mostOfOneName = 10_000
}
