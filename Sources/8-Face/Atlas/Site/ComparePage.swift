import CanonicalJSON
import Contract
import Reports

/// Two versions beside each other, any two: their unlike requirements.
struct ComparePage {
  let atlas: Atlas

  var part: AtlasPart {
    AtlasPage(name: "compare.html", title: "Compare two", script: CompareScript.javaScript).part(
      """
      <h1>Compare two</h1>
      <noscript><p>Only the page's script can lay two versions side by side; the <a href="index.html#matrix">matrix</a> has them all.</p></noscript>
      <form id="pair" aria-label="versions">
      <label>one <select id="one">\(options)</select></label>
      <label>other <select id="other">\(options)</select></label>
      <label class="inline"><input type="checkbox" id="alike"> also where they are alike</label>
      </form>
      <p id="sum" role="status"></p>
      \(table)<script type="application/json" id="data">\(data)</script>

      """
    )
  }

  private var options: String {
    atlas.sheets.enumerated().map { number, sheet in
      "<option value=\"\(number)\">\(MarkupText.line(sheet.title))</option>"
    }.joined()
  }

  private var table: String {
    AtlasTable(
      caption: "Requirements that the two hold unlike",
      head: "<tr><th scope=\"col\">requirement</th><th scope=\"col\">group</th>"
        + "<th scope=\"col\" id=\"head-one\">one</th><th scope=\"col\" id=\"head-other\">other</th></tr>"
    ).html("").replacing("<tbody>", with: "<tbody id=\"rows\">")
  }

  /// Outcomes by sheet, each the number of its kind, in the order of the requirements.
  private var data: String {
    let kinds = Outcome.allCases
    let document: JSON = [
      "kinds": .array(
        kinds.map { .array([.string($0.rawValue), .string($0.sign), .string($0.words)]) }
      ),
      "requirements": .array(
        atlas.requirements.map {
          .array([
            .string($0.id), .string($0.group.rawValue), .string(Atlas.page(of: $0.id)),
          ])
        }
      ),
      "sheets": .array(
        atlas.sheets.map { sheet in
          .array(
            atlas.requirements.map { requirement in
              let outcome = sheet.standings[requirement.id]?.outcome ?? .unjudged
              return .integer(kinds.firstIndex(of: outcome) ?? 0)
            }
          )
        }
      ),
    ]
    // Nothing in it may end the element that holds it.
    return document.text().replacing("<", with: "\\u003c")
  }
}

/// Lays two versions side by side; which two stands in the page's address.
enum CompareScript {
  static let javaScript = """
    document.documentElement.classList.add("js");
    addEventListener("DOMContentLoaded", () => {
      const byID = (id) => document.getElementById(id);
      const { kinds, requirements, sheets } = JSON.parse(byID("data").textContent);
      const [one, other, alike] = ["one", "other", "alike"].map(byID);
      const make = (name, text, type) => {
        const element = document.createElement(name);
        if (text) element.textContent = text;
        if (type) element.className = type;
        return element;
      };
      const title = (select) => select.options[select.selectedIndex].textContent;
      const show = () => {
        const [first, second] = [sheets[one.value], sheets[other.value]];
        byID("head-one").textContent = title(one);
        byID("head-other").textContent = title(other);
        let unlike = 0;
        const rows = requirements.flatMap(([id, group, page], place) => {
          const pair = [kinds[first[place]], kinds[second[place]]];
          if (pair[0] !== pair[1]) unlike += 1;
          else if (!alike.checked) return [];
          const row = make("tr");
          const head = make("th");
          head.scope = "row";
          const link = make("a", id);
          link.href = page;
          head.append(link);
          row.append(head, make("td", group));
          for (const [name, sign, words] of pair) row.append(make("td", `${sign} ${words}`, name));
          return [row];
        });
        byID("rows").replaceChildren(...rows);
        byID("sum").textContent = `${unlike} of ${requirements.length} requirements are unlike.`;
        history.replaceState(null, "", `#${one.value}-${other.value}`);
      };
      const [left, right] = (location.hash.match(/^#(\\d+)-(\\d+)$/) || []).slice(1);
      one.value = sheets[left] ? left : Math.max(0, sheets.length - 2);
      other.value = sheets[right] ? right : sheets.length - 1;
      byID("pair").addEventListener("change", show);
      byID("pair").addEventListener("submit", (event) => event.preventDefault());
      show();
    });
    """
}
