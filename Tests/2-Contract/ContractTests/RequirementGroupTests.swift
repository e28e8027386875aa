import CanonicalJSON
import Contract
import Files
import Testing

/// The groups as the shipped contract declares them.
struct RequirementGroupTests {
  private let folder: Folder

  init() throws {
    let mark = "golden/requirements.json"
    folder = try #require(Folder(#filePath).ancestry.first { $0.contains(mark) })
  }

  @Test func `every shipped requirement says which group it is counted in`() throws {
    let root = try JSON(parsing: folder.bytes(of: "golden/requirements.json"))
    let requirements = try #require(root["requirements"]?.arrayValue)
    let groups = requirements.compactMap { $0["group"]?.stringValue }
    #expect(groups.count == requirements.count)
    #expect(Set(groups) == Set(RequirementGroup.allCases.map(\.rawValue)))
  }

  @Test func `what is demanded for safety's sake is counted there`() throws {
    let contract = try GoldenLayers(contract: folder).requirements()
    #expect(contract.all.filter { $0.level == .safety }.allSatisfy { $0.group == .safety })
    #expect(contract["edit.size"]?.group == .edits && contract["size.table"]?.group == .sizes)
  }

  @Test func `a requirement of the user's own is counted in the core unless it says otherwise`()
    throws
  {
    func group(_ member: String) throws -> RequirementGroup? {
      let text =
        #"{"revision":1,"requirements":[{"id":"a","level":"policy","sentence":"","source":""\#(member),"since":1}]}"#
      return try RequirementList(parsing: Array(text.utf8), file: "r.json")["a"]?.group
    }
    #expect(try group("") == .core)
    #expect(try group(#","group":"edits""#) == .edits)
    #expect(throws: JSONFault.self) { try group(#","group":"other""#) }
  }
}
