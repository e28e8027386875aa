import Contract
import Reports

/// Every requirement at every version of every gateway, by group, with what narrows it.
struct MatrixSection {
  let atlas: Atlas

  var html: String {
    """
    <h2 id="matrix">Requirement by requirement</h2>
    \(filter)<ul class="keys">\(keys)</ul>
    \(table)<p id="none" role="status" hidden>No requirement is like that.</p>

    """
  }

  private var filter: String {
    func options(_ names: [String]) -> String {
      names.map { "<option>\($0)</option>" }.joined()
    }
    return """
      <form id="filter" role="search" aria-label="requirements">
      <label>name <input type="search" id="text"></label>
      <label>group <select id="group"><option value="">every</option>\(options(RequirementGroup.allCases.map(\.rawValue)))</select></label>
      <label>level <select id="level"><option value="">every</option>\(options(Level.allCases.map(\.rawValue)))</select></label>
      <label class="inline"><input type="checkbox" id="unlike"> only where versions are unlike</label>
      </form>

      """
  }

  private var keys: String {
    Outcome.allCases.map { "<li>\($0.badge)</li>" }.joined()
  }

  private var table: String {
    AtlasTable(
      caption: "✗ with the cases that fail, of those that were judged; the oldest version first",
      attributes: " class=\"matrix\" id=\"requirements\"",
      head: head
    ).html(RequirementGroup.allCases.map(rows).joined())
  }

  private var head: String {
    let names = atlas.gateways.map { gateway in
      #"<th scope="colgroup" colspan="\#(gateway.sheets.count)">"#
        + #"<a href="\#(Atlas.page(of: gateway))">\#(MarkupText.line(gateway.name))</a></th>"#
    }
    let versions = atlas.sheets.map {
      "<th scope=\"col\">\(MarkupText.line($0.shownVersion))</th>"
    }
    return "<tr><th rowspan=\"2\" scope=\"col\">requirement</th>\(names.joined())</tr>"
      + "<tr>\(versions.joined())</tr>"
  }

  private func rows(_ group: RequirementGroup) -> String {
    let requirements = atlas.requirements(in: group)
    guard !requirements.isEmpty else { return "" }
    let scores = atlas.sheets.map { atlas.score($0, in: group).cell }
    return
      "<tr class=\"group\" data-group=\"\(group)\"><th scope=\"row\" class=\"part\">\(group)</th>"
      + "\(scores.joined())</tr>\n" + requirements.map(row).joined()
  }

  private func row(_ requirement: Requirement) -> String {
    let name = MarkupText.line(requirement.id)
    let outcomes = atlas.sheets.map { $0.standings[requirement.id]?.outcome ?? .unjudged }
    let cells = atlas.sheets.map { sheet in
      let tally = sheet.standings[requirement.id]?.tally ?? Tally()
      let outcome = Outcome(tally)
      let isWhole = outcome == .held || outcome == .unjudged
      return outcome.cell(
        isWhole ? "" : "\(tally.telling)/\(tally.judged)",
        title: isWhole ? "" : "\(tally.telling) of \(tally.judged) cases"
      )
    }
    return "<tr data-group=\"\(requirement.group)\" data-level=\"\(requirement.level)\""
      + (Set(outcomes).count > 1 ? " data-unlike" : "")
      + "><th scope=\"row\"><a href=\"\(Atlas.page(of: requirement.id))\">\(name)</a> "
      + "<small>\(requirement.level)</small></th>\(cells.joined())</tr>\n"
  }
}

/// Narrows the matrix; without it every row is there.
enum FilterScript {
  static let javaScript = """
    document.documentElement.classList.add("js");
    addEventListener("DOMContentLoaded", () => {
      const one = (id) => document.getElementById(id);
      const rows = [...document.querySelectorAll("#requirements tbody tr:not(.group)")];
      const heads = [...document.querySelectorAll("#requirements tr.group")];
      const narrow = () => {
        const [text, group, level] = ["text", "group", "level"].map((id) => one(id).value.trim());
        const shown = new Set();
        for (const row of rows) {
          const fits = row.cells[0].textContent.includes(text.toLowerCase())
            && (!group || row.dataset.group === group) && (!level || row.dataset.level === level)
            && (!one("unlike").checked || "unlike" in row.dataset);
          row.hidden = !fits;
          if (fits) shown.add(row.dataset.group);
        }
        for (const head of heads) head.hidden = !shown.has(head.dataset.group);
        one("none").hidden = shown.size > 0;
      };
      for (const type of ["input", "change"]) one("filter").addEventListener(type, narrow);
      one("filter").addEventListener("submit", (event) => event.preventDefault());
      narrow();
    });
    """
}
