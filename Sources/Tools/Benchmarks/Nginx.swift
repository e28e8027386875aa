import Foundation

/// nginx with two workers, giving static answers.
struct Nginx {
  let url: String
  let process: Process

  /// Nil where nginx isn't installed.
  private init?(scratch: URL, port: Int, answer: String, picture: [UInt8]) throws {
    guard let command = Command("nginx") else { return nil }
    try Data(picture).write(to: scratch.appending(path: "picture"))
    let configuration = """
      daemon off; worker_processes 2; pid \(scratch.path)/nginx.pid; error_log /dev/null;
      events { worker_connections 4096; }
      http {
        access_log off; keepalive_requests 100000000; root \(scratch.path); sendfile on;
        server {
          listen 127.0.0.1:\(port);
          location = /small { default_type application/json; return 200 '\(answer)'; }
          location = /picture { }
        }
      }
      """
    let path = scratch.appending(path: "nginx.conf").path
    try configuration.write(toFile: path, atomically: true, encoding: .utf8)
    process = try command.start(["-c", path, "-p", scratch.path])
    url = "http://127.0.0.1:\(port)"
  }

  /// The same at a free port, once it answers.
  static func answering(
    _ answer: String,
    _ picture: [UInt8],
    in scratch: URL
  ) async throws -> Nginx? {
    let port = try Benchmark.freePort()
    guard let nginx = try Nginx(scratch: scratch, port: port, answer: answer, picture: picture)
    else { return nil }
    try await Benchmark.waitUntilUp(nginx.url + "/small")
    return nginx
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
