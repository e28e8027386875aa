extension JSONNode {
  /// The values of a file of one value a line; empty lines are passed over.
  package static func lines(of bytes: [UInt8], file: String) throws(JSONFault) -> [JSONNode] {
    var nodes: [JSONNode] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      nodes.append(try JSONNode(parsing: Array(line), file: file, line: index + 1))
    }
    return nodes
  }
}
