import Sockets
import Testing

struct IPAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
    ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
  ])
  func `reads and writes addresses`(text: String, expected: String) {
    #expect(IPAddress(text)?.description == expected)
  }

  @Test(arguments: [
    "", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "0x7f.1", "127.1", "[::1]", "::g",
  ])
  func `takes nothing else for an address`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "::", "::1", "fc00::1", "fdff::1", "fe80::1", "febf::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:192.168.0.1", "64:ff9b::10.0.0.1",
    "::127.0.0.1", "::10.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
    "::ffff:0:10.0.0.1", "::ffff:0:7f00:1", "64:ff9b:1::10.0.0.1", "64:ff9b:1:ffff::8.8.8.8",
    "2001::1", "2001:0:a00:1::5601:fefe",
  ])
  func `knows what only this machine or its network has`(text: String) throws {
    #expect(try #require(IPAddress(text)).isPrivate)
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.0.1", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "192.167.0.1", "223.255.255.255", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    "::8.8.8.8", "2002:808:808::1", "::ffff:0:8.8.8.8", "64:ff9b:2::1", "2001:1::1",
  ])
  func `knows what everyone can reach`(text: String) throws {
    #expect(try !#require(IPAddress(text)).isPrivate)
  }

  @Test func `writes an address with its port as URLs have it`() {
    #expect("\(SocketAddress(.loopback, port: 80))" == "127.0.0.1:80")
    #expect("\(SocketAddress(.loopbackV6, port: 80))" == "[::1]:80")
  }

  @Test func `finds an address without asking anyone`() async throws {
    #expect(try await NameResolver.addresses(of: "::1") == [.loopbackV6])
    #expect(try await NameResolver.addresses(of: "LocalHost") == [.loopback, .loopbackV6])
  }

  @Test func `says which name has no address`() async throws {
    await #expect(throws: SocketError.unknownHost("no name")) {
      try await NameResolver.addresses(of: "no name")
    }
  }
}
