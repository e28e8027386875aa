extension HTTPRequest {
  /// The request that `response` leads to, RFC 9110 section 15.4; nil where it leads nowhere.
  ///
  /// Credentials stay with the origin that they were meant for.
  package func redirected(by response: HTTPResponse) -> HTTPRequest? {
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

  /// RFC 3986 section 5.2, but for the dots in paths, which are the server's to read.
  private func resolved(_ location: String) -> HTTPURL? {
    // A colon farther back belongs to a path or a query: `/sign-in?next=https://…`.
    let first = location.prefix { !"/?#".contains($0) }
    if first.contains(":") { return HTTPURL(location) }
    if location.hasPrefix("//") { return HTTPURL("\(scheme):\(location)") }
    if location.hasPrefix("/") { return HTTPURL(origin + location) }
    let path = target.path
    if location.hasPrefix("?") { return HTTPURL(origin + path + location) }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return HTTPURL(origin + folder + location)
  }
}
