import CanonicalJSON
import Findings

/// A file of one JSON object a line, as people write and review it.
package enum JSONLines {
  /// The objects with their lines; empty lines are passed over.
  package static func records(_ bytes: [UInt8], file: String) throws(GoldenError) -> [GoldenRecord]
  {
    var records: [GoldenRecord] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let place = Place(file: file, line: index + 1)
      records.append(try GoldenRecord(value(of: line, at: place), at: place))
    }
    return records
  }

  private static func value(
    of line: ArraySlice<UInt8>,
    at place: Place
  ) throws(GoldenError) -> JSON {
    do {
      return try JSON(parsing: Array(line))
    } catch {
      var located = error
      located.line = place.line
      throw .malformed(file: place.file, located)
    }
  }
}
