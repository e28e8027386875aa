import CanonicalJSON
import Catalog
import Mapping
import TestSupport
import Testing

@Suite(.heavy)
struct MapFileTests {
  private func map(_ offers: [OfferMap]) -> GatewayMap {
    GatewayMap(
      model: "flux.2-max",
      gateway: "trial",
      version: "1.2",
      date: "2026-11-29",
      asks: 300,
      offers: offers
    )
  }

  @Test func `is read as it was written`() async throws {
    let map = map(try await ReferenceMaps.learned.value.flatMap(\.map.offers))
    let read = try GatewayMap(parsing: Array(map.text.utf8), file: "map.json")
    #expect(read == map)
    #expect(read.text == map.text)
  }

  @Test func `holds a row a line, and no line twice`() async throws {
    let offer = try await ReferenceMaps.offer("fal/flux.1-dev")
    let lines = map([offer]).text.split(separator: "\n").map(String.init)
    let rows = lines.filter { $0.contains("\"ask\":") }
    #expect(rows.count == offer.rows.count)
    #expect(Set(rows).count == rows.count)
  }

  @Test func `is the same whenever it was learned`() async throws {
    let offer = try await ReferenceMaps.offer("fal/flux.1-dev")
    let first = map([offer])
    var later = first
    (later.date, later.asks) = ("2027-01-01", 5)
    #expect(first.holds(later))
    later.offers[0].rows[3].outcome.delivers = "1x1 png"
    #expect(!first.holds(later))
  }

  @Test func `notes the day at what changed`() async throws {
    let old = map([try await ReferenceMaps.offer("fal/flux.1-dev")])
    var new = old
    new.date = "2027-01-01"
    new.offers[0].rows[3].outcome.delivers = "1x1 png"
    let dated = new.dated(after: old).offers[0]
    #expect(dated.rows.filter { $0.since != nil }.map(\.ask) == [old.offers[0].rows[3].ask])
    #expect(dated.rows[3].since == "2027-01-01")
    // A tenth begins with what changed last.
    #expect(dated.fewPoints.dropFirst().first?.ask == dated.rows[3].asks[0])
    #expect(dated.fewPoints.count == (dated.points.count + 9) / 10)
  }

  @Test(arguments: ["fal/flux.1-dev", "replicate/flux.2-max"])
  func `asks a tenth that has something of every topic and every class`(name: String) async throws {
    let offer = try await ReferenceMaps.offer(name)
    let few = offer.fewPoints
    #expect(Set(few.map { MapTopic($0.ask) }) == Set(offer.points.map { MapTopic($0.ask) }))
    #expect(Set(few.map(\.kind)) == Set(offer.points.map(\.kind)))
    #expect(Set(few.map { MapAsk.text($0.ask) }).count == few.count)
  }

  @Test(arguments: [
    #"{"schema": "touchstone-map/2"}"#, #"{"offers": []}"#, "[]", "no JSON",
    #"{"schema": "touchstone-map/1", "model": 7}"#,
  ])
  func `names what is wrong with a file`(text: String) {
    #expect(throws: JSONFault.self) { try GatewayMap(parsing: Array(text.utf8), file: "map.json") }
  }
}
