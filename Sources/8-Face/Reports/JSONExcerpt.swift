import Bytes
import CanonicalJSON

/// A value cut down before it is written, so that ten megabytes cost no more than a page.
enum JSONExcerpt {
  /// The value on one line, from `limit` bytes of it.
  static func line(_ value: JSON, limit: Int) -> String {
    VisibleText.line(cut(value, limit).text(), limit: .max)
  }

  /// The value with one member a line, from `limit` bytes of it.
  static func block(_ value: JSON, limit: Int) -> String {
    VisibleText.block(cut(value, limit).text(.pretty), limit: .max)
  }

  private static func cut(_ value: JSON, _ limit: Int) -> JSON {
    var budget = limit
    return cut(value, &budget)
  }

  /// Strings past the budget end with how long they were, elements past it are counted.
  private static func cut(_ value: JSON, _ budget: inout Int) -> JSON {
    budget -= 4
    switch value {
    case .null, .bool: return value
    case .number(let number):
      budget -= number.text.utf8.count
      return number.text.utf8.count > 400 ? .string(VisibleText.cut(number.text, to: 400)) : value
    case .string(let text):
      let room = max(0, budget)
      budget -= text.utf8.count
      return text.utf8.count <= room ? value : .string(VisibleText.cut(text, to: room))
    case .array(let elements):
      var kept: [JSON] = []
      for element in elements {
        guard budget > 0 else { return .array(kept + [left(elements.count - kept.count)]) }
        kept.append(cut(element, &budget))
      }
      return .array(kept)
    case .object(let object): return .object(cut(object, &budget))
    }
  }

  private static func cut(_ object: JSONObject, _ budget: inout Int) -> JSONObject {
    var kept = JSONObject()
    for member in object.members {
      guard budget > 0 else {
        kept.append("…", left(object.count - kept.count))
        return kept
      }
      budget -= member.name.utf8.count
      kept.append(VisibleText.cut(member.name, to: 400), cut(member.value, &budget))
    }
    return kept
  }

  private static func left(_ count: Int) -> JSON { .string("… (\(count) more)") }
}
