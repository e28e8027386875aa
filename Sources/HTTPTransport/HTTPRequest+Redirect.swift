import HTTPMessages

extension HTTPRequest {
  /// The request that `response` leads to, RFC 9110 section 15.4; nil where it leads nowhere.
  ///
  /// Credentials stay with the origin that they were meant for.
  func redirected(by response: HTTPResponse) -> HTTPRequest? {
    guard [301, 302, 303, 307, 308].contains(response.status.code),
      let location = response.fields[.location], let url = resolved(location)
    else { return nil }
    var next = self
    (next.scheme, next.authority, next.target) = (url.scheme, url.authority, url.target)
    next.fields.removeAll(.host)
    if next.origin != origin {
      for name: HTTPFieldName in [.authorization, "Cookie", "Proxy-Authorization"] {
        next.fields.removeAll(name)
      }
    }
    let becomesGet =
      response.status.code == 303 && method != .head
      || (response.status.code == 301 || response.status.code == 302) && method == .post
    if becomesGet {
      (next.method, next.body) = (.get, .empty)
      next.fields.removeAll(.contentLength)
      next.fields.removeAll(.contentType)
      next.fields.removeAll(.transferEncoding)
      return next
    }
    // A body that was read once can't be sent again.
    guard case .bytes = next.body else { return nil }
    return next
  }

  private func resolved(_ location: String) -> HTTPURL? {
    if location.contains("://") { return HTTPURL(location) }
    if location.hasPrefix("//") { return HTTPURL("\(scheme):\(location)") }
    if location.hasPrefix("/") { return HTTPURL(origin + location) }
    let folder = target.path.prefix(
      through: target.path.lastIndex(of: "/") ?? target.path.startIndex
    )
    return HTTPURL(origin + folder + location)
  }
}
