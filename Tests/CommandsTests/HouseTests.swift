import Foundation
import Testing

/// The drawing in the README, held against the manifest.
struct HouseTests {
  private let manifest: String
  private let readme: String

  init() throws {
    let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func text(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: home.appending(path: file)), as: UTF8.self)
    }
    manifest = try text("Package.swift")
    readme = try text("README.md")
  }

  /// Each room of the manifest's house, with what its row names.
  private var rooms: [(name: String, imports: Set<String>)] {
    manifest.prefix(upTo: "let tools").matches(
      of: /Room\(\s*name: "(\w+)",\s*imports: \[([^\]]*)\]/
    ).map { match in
      (String(match.1), Set(match.2.matches(of: /\w+/).map { String($0.0) }))
    }
  }

  /// Everything that a room stands on, directly or through another.
  private func foundation(of room: String) -> Set<String> {
    let imports = rooms.first { $0.name == room }?.imports ?? []
    return imports.reduce(imports) { $0.union(foundation(of: $1)) }
  }

  /// What the drawing says: a line a room, its name, its job, an arrow, what it stands on.
  private var drawing: [String: Set<String>] {
    let lines = readme.split(separator: "\n").filter { $0.contains(" ─► ") }
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
    for room in rooms {
      let indirect = room.imports.reduce(into: Set<String>()) { $0.formUnion(foundation(of: $1)) }
      let direct = room.imports.subtracting(indirect).subtracting(["CEpoll"])
      #expect(drawing[room.name] == direct, "\(room.name) stands on \(direct.sorted())")
    }
    #expect(drawing.count == rooms.count)
  }

  @Test func `lists rooms so that each stands on earlier ones`() {
    var seen: Set<String> = ["CEpoll"]
    for room in rooms {
      #expect(room.imports.isSubset(of: seen), "\(room.name)")
      seen.insert(room.name)
    }
  }

  @Test(arguments: ["Conformance", "Stubs", "Drift"])
  func `keeps the judge apart from the judged`(_ judge: String) {
    let judged: Set = ["Normalization", "Providers", "Gateway"]
    #expect(foundation(of: judge).isDisjoint(with: judged))
    #expect(rooms.contains { $0.name == judge })
  }
}

extension String {
  fileprivate func prefix(upTo mark: String) -> Substring {
    firstRange(of: mark).map { self[..<$0.lowerBound] } ?? self[...]
  }
}
