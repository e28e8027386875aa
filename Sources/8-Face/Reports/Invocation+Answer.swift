package import CanonicalJSON
package import Terminal

extension Invocation {
  /// Writes an answer as JSON where the call asks for that, else as a text.
  package func answer(
    _ json: @autoclosure () -> JSON,
    or text: @autoclosure () throws -> String
  ) rethrows {
    console.write(wantsJSON ? json().text(.pretty) + "\n" : try text())
  }
}
