import Foundation
import TestSupport
import Testing

/// The manifest, held against its drawing and against what the code imports.
@Suite(.heavy)
struct HouseTests {
  private let home = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private let rows: [Row]
  private let tools: [Row]
  private let guide: String

  /// One row of the manifest.
  private struct Row {
    var name: String
    var imports: Set<String>
    var testImports: Set<String> = []
  }

  init() throws {
    let manifest = try Self.text(home.appending(path: "Package.swift"))
    let halves = manifest.components(separatedBy: "let tools")
    rows = Self.rows(in: halves[0])
    tools = Self.rows(in: halves[1])
    guide = try Self.text(home.appending(path: ".github/guides/how-it-works.md"))
  }

  private static func text(_ file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static func rows(in table: String) -> [Row] {
    func names(_ list: Substring) -> Set<String> {
      Set(list.matches(of: /\w+/).map { String($0.0) })
    }
    let row =
      /Room\(\s*name: "(\w+)",\s*imports: \[([^\]]*)\](?:[^()]*?testImports: \[([^\]]*)\])?/
    return table.matches(of: row).map {
      Row(name: String($0.1), imports: names($0.2), testImports: $0.3.map(names) ?? [])
    }
  }

  /// The folder of this name, on whichever floor it is.
  private func folder(of name: String) throws -> String {
    let files = FileManager.default
    let places = try ["Sources", "Tests"].flatMap { top in
      try [top]
        + files.contentsOfDirectory(atPath: home.appending(path: top).path).map { "\(top)/\($0)" }
    }
    return try #require(
      places.map { "\($0)/\(name)" }
        .first { files.fileExists(atPath: home.appending(path: $0).path) }
    )
  }

  /// Those targets of the manifest that the Swift files of a folder import.
  private func imports(in folder: String) throws -> Set<String> {
    let known = Set((rows + tools).map(\.name) + ["CEpoll"])
    let files = FileManager.default.enumerator(
      at: home.appending(path: folder),
      includingPropertiesForKeys: nil
    )
    var found: Set<String> = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let lines = try Self.text(file).matches(
        of: /^(?:@testable )?(?:package |public |private )?import (\w+)$/.anchorsMatchLineEndings()
      )
      found.formUnion(lines.map { String($0.1) })
    }
    return found.intersection(known)
  }

  /// Everything that a room stands on, directly or through another.
  private func foundation(of room: String) -> Set<String> {
    let imports = rows.first { $0.name == room }?.imports ?? []
    return imports.reduce(imports) { $0.union(foundation(of: $1)) }
  }

  /// What the drawing says: a line a room, its name, its job, an arrow, what it stands on.
  private var drawing: [String: Set<String>] {
    let lines = guide.split(separator: "\n").filter { $0.contains(" ─► ") }
    return Dictionary(
      lines.compactMap { line in
        let halves = line.split(separator: " ─► ", maxSplits: 1)
        guard halves.count == 2, let name = halves[0].split(separator: " ").first else {
          return nil
        }
        let below = halves[1].split(separator: " ").map(String.init).filter { $0 != "–" }
        return (String(name), Set(below))
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  @Test func `draws every room once, on what it stands on directly`() {
    for room in rows {
      let indirect = room.imports.reduce(into: Set<String>()) { $0.formUnion(foundation(of: $1)) }
      let direct = room.imports.subtracting(indirect).subtracting(["CEpoll"])
      #expect(drawing[room.name] == direct, "\(room.name) stands on \(direct.sorted())")
    }
    #expect(drawing.count == rows.count)
  }

  @Test func `lists rooms so that each stands on earlier ones`() {
    var seen: Set<String> = ["CEpoll"]
    for room in rows {
      #expect(room.imports.isSubset(of: seen), "\(room.name)")
      seen.insert(room.name)
    }
  }

  @Test func `imports what a room's row names, all of it and nothing else`() throws {
    for room in rows + tools {
      // What a library writes for others to copy may import the library itself.
      let found = try imports(in: folder(of: room.name)).subtracting([room.name])
      #expect(found == room.imports, "\(room.name)")
    }
  }

  @Test func `tests a room with what it imports and what its row names besides`() throws {
    for room in rows {
      let found = try imports(in: folder(of: "\(room.name)Tests")).subtracting([room.name])
      #expect(found.subtracting(room.imports) == room.testImports, "\(room.name)Tests")
    }
  }

  @Test(arguments: ["Conformance", "Stubs", "Mapping", "Exploring", "Drift"])
  func `keeps the judge apart from the judged`(_ judge: String) {
    let judged: Set = ["Normalization", "Providers", "Gateway"]
    #expect(foundation(of: judge).isDisjoint(with: judged))
    #expect(rows.contains { $0.name == judge })
  }
}
