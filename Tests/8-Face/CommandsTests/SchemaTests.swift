import CanonicalJSON
import Catalog
import Contract
import Files
import Terminal
import TestSupport
import Testing

@testable import Commands

/// The schemas that editors read, held against the readers that judge the same files.
struct SchemaTests {
  private static let home = Folder(#filePath).parent?.parent?.parent?.parent ?? Folder("/")

  private func schema(_ name: String) throws -> JSON {
    try JSON(parsing: SchemaTests.home.bytes(of: "golden/schemas/\(name).json"))
  }

  /// A schema whose readers refuse unknown names, and where these are written.
  struct Closed: Sendable {
    var name: String
    var files: [String]
    /// Where in a file that reads other things too its part begins.
    var behind = ""
    /// Names that readers take by other means than a list of them.
    var besides: Set<String> = []
  }

  private static let catalog = "Sources/2-Contract/Catalog/"

  static let closed = [
    Closed(
      name: "gateway",
      files: ["Sources/6-Judges/Conformance/Profile/ProfileReader.swift"],
      besides: ["$schema"]
    ),
    Closed(
      name: "model",
      files: [
        "Model", "ModelReader", "Offer", "OfferReader", "Operation", "OperationReader",
        "Operation+Images", "SizeTableReader",
      ].map { "\(catalog)\($0).swift" },
      besides: ["$schema", "extends", "like", "t2i", "edit"]
    ),
    Closed(
      name: "provider",
      files: ["ProviderFile", "ProviderSpeech"].map { "\(catalog)Providers/\($0).swift" },
      besides: [
        "$schema", "extends", "submitted", "hooked", "waiting", "done", "moderated", "failed",
        "missing",
        "invalid", "unauthenticated", "unknown_field", "unknown_model", "error",
      ]
    ),
    Closed(
      name: "rulings",
      files: ["Sources/2-Contract/Contract/Citations.swift"],
      behind: "func rulings(",
      besides: ["$schema"]
    ),
    Closed(
      name: "expected",
      files: ["Sources/6-Judges/Conformance/Baseline/Baseline+File.swift"],
      besides: ["$schema"]
    ),
    Closed(
      name: "expectation",
      files: ["Sources/2-Contract/Contract/ExpectedLine.swift"],
      besides: ["$schema"]
    ),
  ]

  /// The names that are listed where a reader refuses all others.
  private func listed(_ closed: Closed) throws -> Set<String> {
    var names: Set<String> = []
    for file in closed.files {
      let text = String(decoding: try SchemaTests.home.bytes(of: file), as: UTF8.self)
      let part =
        closed.behind.isEmpty
        ? text[...] : text[(text.firstRange(of: closed.behind)?.upperBound ?? text.endIndex)...]
      for list in part.matches(of: /(?:allowing\(|members: Set(?:<String>)? = )\[([^\]]*)\]/) {
        names.formUnion(list.1.matches(of: /"([^"]+)"/).map { String($0.1) })
      }
    }
    return names
  }

  /// The names of every object in a schema that takes no others.
  private func properties(of schema: JSON) -> Set<String> {
    var names: Set<String> = []
    if schema["additionalProperties"] == false, let own = schema["properties"]?.objectValue {
      names.formUnion(own.names)
    }
    for member in schema.objectValue?.members ?? [] {
      names.formUnion(properties(of: member.value))
    }
    for element in schema.arrayValue ?? [] { names.formUnion(properties(of: element)) }
    return names
  }

  @Test(arguments: closed.indices)
  func `every name that a reader takes stands in its schema, and no other`(_ index: Int) throws {
    let closed = SchemaTests.closed[index]
    let listed = try listed(closed)
    #expect(!listed.isEmpty)
    let properties = try properties(of: schema(closed.name))
    #expect(properties == listed.union(closed.besides), "\(closed.name)")
  }

  /// The names in all objects of a schema, closed or not.
  private func allProperties(of schema: JSON) -> Set<String> {
    var names = Set(schema["properties"]?.objectValue?.names ?? [])
    for member in schema.objectValue?.members ?? [] {
      names.formUnion(allProperties(of: member.value))
    }
    for element in schema.arrayValue ?? [] { names.formUnion(allProperties(of: element)) }
    return names
  }

  @Test(arguments: [
    ("map", "Sources/6-Judges/Mapping/File/GatewayMap+JSON.swift"),
    ("drift-state", "Sources/6-Judges/Drift/Judgement/DriftState.swift"),
    ("suppressions", "Sources/6-Judges/Drift/Judgement/SuppressionFile.swift"),
  ])
  func `every name that a lenient reader looks for stands in its schema`(
    name: String,
    file: String
  ) throws {
    let text = String(decoding: try SchemaTests.home.bytes(of: file), as: UTF8.self)
    let read = text.matches(of: /(?:(?:required|optional)\(|(?:json|entry|object)\[)"(\w+)"[\])]/)
    let names = Set(read.map { String($0.1) })
    #expect(names.count > 2)
    let known = try allProperties(of: schema(name))
    #expect(names.isSubset(of: known), "\(name)")
  }

  @Test func `a report has no member that its schema does not know`() throws {
    let report = try JSON(parsing: SchemaTests.home.bytes(of: "golden/reports/sample.json"))
    let schema = try schema("report")
    let known = Set(schema["properties"]?.objectValue?.names ?? [])
    let members = Set(report.objectValue?.names ?? [])
    #expect(members.isSubset(of: known))
    let finding = schema["$defs"]?["finding"]?["properties"]
    let names = Set(finding?.objectValue?.names ?? [])
    for entry in report["findings"]?.arrayValue ?? [] {
      let members = Set(entry.objectValue?.names ?? [])
      #expect(members.isSubset(of: names))
    }
  }

  @Test func `prints each by its name, and lists them with what they are for`() async throws {
    let list = await touchstone(["schema"]).output
    #expect(list.contains("  gateway       The profile of a gateway: "))
    for line in list.split(separator: "\n") {
      let name = String(line.split(separator: " ")[0])
      let printed = await touchstone(["schema", name]).output
      let (read, kept) = (try JSON(parsing: printed), try schema(name))
      #expect(read == kept, "\(name)")
    }
  }

  @Test(arguments: ["gateway.json", "catalog/m.json", "providers/p.json"])
  func `readers let a file name its schema`(file: String) async throws {
    let texts = [
      "gateway.json": #"{"base": "http://127.0.0.1:9/v1"}"#,
      "catalog/m.json": #"{"extends": "flux.2-max", "name": "Other"}"#,
      "providers/p.json": #"{"extends": "bfl", "title": "BFL"}"#,
    ]
    var files: [String: String] = [:]
    for (name, text) in texts where name == "gateway.json" || name == file {
      files["touchstone/\(name)"] =
        name == file
        ? text.replacing("{", with: #"{"$schema": "./x.json", "#, maxReplacements: 1) : text
    }
    try await withTemporaryFolder(files) { folder in
      let run = await touchstone(["catalog", "check"], in: folder.path)
      #expect(!run.errors.contains("unknown key"), "\(run.errors)")
      let list = await touchstone(["check", "wire/n", "--list"], in: folder.path)
      #expect(list.code == .success, "\(list.errors)")
    }
  }
}
