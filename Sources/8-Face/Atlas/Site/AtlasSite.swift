import CanonicalJSON
import Contract

/// The atlas as files that need nothing but each other: pages, badges, and what it knows as data.
package struct AtlasSite: Sendable {
  private let atlas: Atlas

  package init(_ atlas: Atlas) { self.atlas = atlas }

  package var parts: [AtlasPart] {
    [
      AtlasPart(name: AtlasStyle.file, text: AtlasStyle.css),
      AtlasPart(name: "atlas.json", text: AtlasFile.text(atlas)),
      IndexPage(atlas: atlas).part,
      ComparePage(atlas: atlas).part,
    ] + atlas.gateways.flatMap { [GatewayPage(atlas: atlas, gateway: $0).part] + badges($0) }
      + atlas.requirements.map { RequirementPage(atlas: atlas, requirement: $0).part }
  }

  /// A badge for each group and one for all, each drawn and as data for shields.io.
  private func badges(_ gateway: GatewayHistory) -> [AtlasPart] {
    let sheet = gateway.newest
    var badges = [("touchstone", atlas.levelBadge(sheet))]
    for group in RequirementGroup.allCases {
      let score = atlas.score(sheet, in: group)
      badges.append(
        (group.rawValue, score.badge(group.rawValue, isSafety: group == .safety))
      )
    }
    return badges.flatMap { name, badge in
      [
        AtlasPart(name: "badges/\(gateway.slug)/\(name).svg", text: badge.svg),
        AtlasPart(
          name: "badges/\(gateway.slug)/\(name).json",
          text: badge.endpoint.text(.pretty) + "\n"
        ),
      ]
    }
  }
}

extension Atlas {
  /// The page of a gateway, from the site's folder.
  static func page(of gateway: GatewayHistory) -> String { "gateways/\(gateway.slug).html" }

  /// The page of a requirement, from the site's folder.
  static func page(of requirement: String) -> String {
    "requirements/\(Slugs.slug(requirement)).html"
  }
}

extension Sheet {
  /// The day it was judged, as people write it.
  var day: String { judged.isEmpty ? "–" : String(judged.prefix(10)) }

  /// Its version, or a dash where none is told.
  var shownVersion: String { version.isEmpty ? "–" : version }
}
