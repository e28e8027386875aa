/// The id of a requirement as code refers to it, so that a misspelt one does not compile.
///
/// Each is declared beside the cases that hold it; the suite is at fault where golden/requirements.json lacks it.
package struct RequirementName: Sendable, Hashable {
  package let id: String

  package init(_ id: String) { self.id = id }
}
