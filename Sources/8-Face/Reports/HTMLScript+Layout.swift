/// What the page does with the rows that fit: it lays them out, opens them, and obeys keys.
extension HTMLScript {
  static let layout = #"""
    const restLimit = 500;

    function layRest({ box, fitting }) {
      if (!box.open) return;
      const names = fitting.slice(0, restLimit).map(({ name }) => name);
      if (fitting.length > restLimit) names.push(`and ${fitting.length - restLimit} more`);
      box.querySelector("ul").replaceChildren(...names.map((name) => {
        const line = document.createElement("li");
        line.textContent = name;
        return line;
      }));
    }
    for (const kind of kinds) kind.box?.addEventListener("toggle", () => layRest(kind));

    function layRows() {
      if (!quietBox.open) return;
      body.replaceChildren(...matching.slice(0, shown).map((row) => {
        const line = document.createElement("tr");
        for (const [text, kind] of [
          [row.verdict, "badge " + row.verdict], [row.name, ""], [row.requirement, "wide"],
          [row.why, "wide"],
        ]) {
          const cell = document.createElement("td");
          cell.textContent = text;
          cell.className = kind;
          line.append(cell);
        }
        return line;
      }));
      more.hidden = matching.length <= shown;
      one("#left").hidden = !data.left;
      one("#left").textContent = `${data.left.toLocaleString("en")} more are in the JSON report.`;
    }
    quietBox.addEventListener("toggle", layRows);
    more.addEventListener("click", () => { shown += page * 5; layRows(); });

    """#

  static let matrix = #"""
    const table = one(".matrix"), scroll = one(".scroll"), cells = [];
    const offers = table ? all("thead [data-o]", table).map((head) => head.dataset.o) : [];
    for (const row of table?.tBodies[0].rows ?? []) {
      const requirement = row.cells[0].dataset.r;
      offers.forEach((offer, index) => {
        const place = row.cells[index + 1], button = place.firstElementChild;
        if (!button) return;
        place.dataset.o = offer;
        button.setAttribute("aria-label",
          `${requirement}, ${offer}: ${place.className} ${button.textContent.slice(2)}`);
        cells.push({ button, requirement, offer, verdict: place.className });
      });
    }
    function press() {
      for (const { button, requirement, offer } of cells) {
        button.setAttribute("aria-pressed",
          String(requirement === state.requirement && offer === state.offer));
      }
    }
    table?.addEventListener("click", (event) => {
      const cell = cells.find(({ button }) => button === event.target.closest("button"));
      if (!cell) return;
      const isChosen = cell.button.getAttribute("aria-pressed") === "true";
      change(isChosen ? { requirement: "", offer: "" }
        : { requirement: cell.requirement, offer: cell.offer });
      /* The form sticks to the screen's edge, so that what it is about would stay above. */
      if (!isChosen) one("#news-title").scrollIntoView();
    });
    function hint() {
      const rest = scroll.scrollWidth - scroll.clientWidth;
      one("#clipped").hidden = rest < 2;
      scroll.classList.toggle("clipped", rest - scroll.scrollLeft > 2);
    }
    if (scroll) {
      scroll.addEventListener("scroll", hint, { passive: true });
      new ResizeObserver(hint).observe(scroll);
    }

    """#

  /// A slider over two pictures, and a button that shows one in the other's place.
  static let pictures = #"""
    for (const box of all(".pictures")) {
      const [under, over] = all("img", box);
      if (!over) continue;
      const stage = document.createElement("div"), at = document.createElement("input");
      const swap = document.createElement("button"), line = document.createElement("div");
      stage.className = "stage";
      stage.append(under.cloneNode(), over.cloneNode());
      at.type = "range";
      at.value = 50;
      at.setAttribute("aria-label", "how much of the provider's picture is shown over the delivered one");
      const show = () => {
        stage.style.setProperty("--at", at.value + "%");
        swap.textContent = at.value > 50 ? "show delivered" : "show the provider's";
      };
      at.addEventListener("input", show);
      swap.type = "button";
      swap.addEventListener("click", () => { at.value = at.value > 50 ? 0 : 100; show(); });
      line.className = "slide";
      line.append(stage, at, swap);
      box.append(line);
      show();
    }

    """#

  static let keys = #"""
    function step(direction) {
      const visible = all(".trouble > summary, .case > summary")
        .filter((line) => line.checkVisibility());
      if (!visible.length) return;
      const at = visible.indexOf(document.activeElement?.closest("summary"));
      const next = at < 0 ? (direction > 0 ? 0 : visible.length - 1)
        : Math.min(visible.length - 1, Math.max(0, at + direction));
      visible[next].focus();
      visible[next].scrollIntoView({ block: "nearest" });
    }

    let waiting = 0;
    fields.text.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => change({ text: fields.text.value }), 80);
    });
    for (const name of ["level", "group"]) {
      fields[name].addEventListener("change", () => change({ [name]: fields[name].value }));
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    one("#clear").addEventListener("click", () => change(empty()));
    one("#chosen").addEventListener("click", () => change({ requirement: "", offer: "" }));
    for (const pill of pills) {
      pill.addEventListener("click", () => {
        const verdict = new Set(state.verdict);
        if (!verdict.delete(pill.dataset.v)) verdict.add(pill.dataset.v);
        change({ verdict });
      });
    }
    document.addEventListener("click", (event) => {
      const button = event.target.closest(".copy");
      if (!button) return;
      const code = button.parentElement.querySelector("code");
      const done = () => { button.textContent = "copied"; };
      const select = () => getSelection().selectAllChildren(code);
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, select);
      else select();
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") {
        document.activeElement.blur();
        return change(empty());
      }
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
      if (event.key === "/") { event.preventDefault(); fields.text.focus(); }
      else if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "x") {
        const boxes = all(".trouble, .case").filter((box) => !box.hidden).slice(0, 200);
        const opens = boxes.some((box) => !box.open);
        for (const box of boxes) box.open = opens;
      }
    });
    addEventListener("hashchange", follow);

    """#
}
