/// A request method, case-sensitive as RFC 9110 section 9.1 has it.
package struct HTTPMethod: Sendable, Hashable, ExpressibleByStringLiteral {
  package let name: String

  package init(_ name: String) { self.name = name }
  package init(stringLiteral value: String) { name = value }

  package static let get: Self = "GET"
  package static let head: Self = "HEAD"
  package static let post: Self = "POST"
  package static let put: Self = "PUT"
  package static let delete: Self = "DELETE"
  package static let options: Self = "OPTIONS"
}
