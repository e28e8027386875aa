/// The script of the page: it filters, lays out rows, follows links and obeys keys.
enum HTMLScript {
  static let javaScript =
    "\n\"use strict\";\ndocument.documentElement.classList.add(\"js\");\n"
    + "addEventListener(\"DOMContentLoaded\", () => {\n" + data + filter + layout + matrix
    + pictures + keys
    + "follow();\ndocument.documentElement.dataset.ready = \"true\";\n});\n"

  /// The page's elements, and the rows that stand in its data.
  private static let data = #"""
    const one = (query) => document.querySelector(query);
    const all = (query, from = document) => [...from.querySelectorAll(query)];
    const form = one("#filter"), status = one("#status"), body = one("#quiet-rows");
    const fields = { text: one("#text"), level: one("#level"), group: one("#group") };
    const pills = all(".verdicts button"), quietBox = one("#quiet"), more = one("#more");
    const data = JSON.parse(one("#rows-data").textContent);
    const rows = data.blocks.flatMap(([requirement, values]) => {
      const made = [];
      for (let name = "", index = 0; index < values.length; index += 4) {
        name = name.slice(0, values[index]) + values[index + 1];
        const [verdict, level, why, kind] = data.states[values[index + 3]];
        made.push({
          name, requirement, verdict, level, why, kind, offer: data.names[values[index + 2]],
          group: name.split("/", 1)[0], haystack: null,
        });
      }
      return made;
    });
    const rests = Map.groupBy ? Map.groupBy(rows, (row) => row.kind) : new Map();
    if (!Map.groupBy) {
      for (const row of rows) rests.set(row.kind, [...(rests.get(row.kind) ?? []), row]);
    }
    const quiet = rests.get("") ?? [];
    const kinds = all(".kind").map((element) => {
      const { k, v, l } = element.dataset, trouble = element.closest(".trouble");
      const requirement = trouble.dataset.r, sight = () => one_text(element, ":scope > :not(.case)");
      const cards = all(":scope > .case", element).map((card) => {
        const name = card.querySelector("bdi").textContent;
        return {
          element: card, name, requirement, verdict: v, level: l, offer: card.dataset.o,
          group: name.split("/", 1)[0], haystack: null,
          words: () => card.textContent + "\n" + sight(),
        };
      });
      const rest = rests.get(k) ?? [];
      for (const row of rest) row.words = () => row.name + "\n" + row.offer + "\n" + sight();
      const box = element.querySelector(".rest");
      const untold = Number(box?.dataset.n ?? 0) - rest.length;
      return { element, trouble, cards, rest, box, untold, fitting: rest };
    });
    const troubles = all(".trouble").map((element) => {
      const { r, l, v, n } = element.dataset, own = kinds.filter(({ trouble }) => trouble === element);
      const told = own.reduce((sum, { cards, rest }) => sum + cards.length + rest.length, 0);
      const words = one_text(element, ":scope > summary, :scope > .body > p").toLowerCase();
      return {
        element, requirement: r, level: l, verdicts: v.split(" "), kinds: own, words,
        isPartial: told < Number(n),
      };
    });
    for (const row of quiet) row.words = () => row.name + "\n" + row.offer + "\n" + row.why;
    function one_text(element, query) {
      return all(query, element).map((part) => part.textContent).join("\n");
    }

    """#

  private static let filter = #"""
    const page = 200;
    let shown = page, matching = [];
    const empty = () => ({
      verdict: new Set(), level: "", group: "", text: "", requirement: "", offer: "",
    });
    let state = empty();
    const isNarrowed = () => Object.values(state).some((value) => value.size ?? value.length);
    const items = kinds.flatMap(({ cards, rest }) => [...cards, ...rest]).concat(quiet);
    for (const group of [...new Set(items.map((item) => item.group))].sort()) {
      fields.group.add(new Option(group, group));
    }

    const fits = (item) =>
      (!state.verdict.size || state.verdict.has(item.verdict))
      && (!state.level || item.level === state.level)
      && (!state.group || item.group === state.group)
      && (!state.requirement || item.requirement === state.requirement)
      && (!state.offer || item.offer === state.offer);

    const speaks = (item) => {
      if (!state.text) return true;
      item.haystack ??= (item.words() + "\n" + item.requirement).toLowerCase();
      return item.haystack.includes(state.text.toLowerCase());
    };

    /* Whether cases may fit that the page had no room for. */
    const mayFit = ({ isPartial, requirement, level, verdicts, words }) =>
      isPartial
      && (!state.verdict.size || verdicts.some((verdict) => state.verdict.has(verdict)))
      && (!state.level || level === state.level)
      && (!state.requirement || requirement === state.requirement)
      && (!state.offer || cells.some((cell) => cell.requirement === requirement
        && cell.offer === state.offer && verdicts.includes(cell.verdict)))
      && (!state.text || words.includes(state.text.toLowerCase()));

    /* Few enough to be read are opened. */
    const openLimit = 20;

    function show() {
      const names = new Set(), open = [];
      for (const kind of kinds) {
        let count = 0;
        for (const card of kind.cards) {
          const isShown = fits(card) && speaks(card);
          card.element.hidden = !isShown;
          if (isShown) { count += 1; names.add(card.name); }
        }
        kind.fitting = kind.rest.filter((row) => fits(row) && speaks(row));
        for (const row of kind.fitting) names.add(row.name);
        if (kind.box) {
          const isAll = !isNarrowed() && kind.untold > 0;
          kind.box.hidden = !kind.fitting.length && !isAll;
          kind.box.firstElementChild.textContent = `${kind.fitting.length.toLocaleString("en")} more`
            + (isAll ? `, ${kind.untold.toLocaleString("en")} in the JSON report` : "");
          layRest(kind);
        }
        kind.isBare = !count;
        kind.element.hidden = !(count + kind.fitting.length);
        if (!kind.element.hidden) open.push(kind);
      }
      let isPartial = false;
      for (const trouble of troubles) {
        const isSeen = trouble.kinds.some(({ element }) => !element.hidden);
        trouble.element.hidden = !isSeen && !mayFit(trouble);
        if (mayFit(trouble)) isPartial = true;
        if (!isSeen && mayFit(trouble)) open.push(trouble);
      }
      for (const box of all("main > .fold:not(:has(.explain)), .trouble .fold")) {
        box.hidden = !box.querySelector(".kind:not([hidden]), .trouble:not([hidden])");
      }
      if (isNarrowed() && open.length <= openLimit) {
        for (const { element, box, isBare } of open) reveal(isBare && box ? box : element);
      }
      matching = quiet.filter((row) => fits(row) && speaks(row));
      shown = page;
      layRows();
      const count = (number) => number.toLocaleString("en");
      const needs = names.size === 1 ? "case needs" : "cases need";
      status.textContent = `${isPartial ? "at least " : ""}${count(names.size)} ${needs} review,`
        + ` ${count(matching.length)} of ${count(quiet.length)} passed, known or skipped`;
      one("#none").hidden = isPartial || names.size > 0;
      if (!isPartial && !names.size && matching.length && matching.length < quiet.length) quietBox.open = true;
      for (const pill of pills) {
        pill.setAttribute("aria-pressed", String(state.verdict.has(pill.dataset.v)));
      }
      const chosen = [state.requirement, state.offer].filter(Boolean).join(" at ");
      one("#chosen").hidden = !chosen;
      one("#chosen").textContent = `${chosen} ×`;
      press();
    }

    /* Opens all that an element stands in. */
    function reveal(element) {
      for (let box = element; box; box = box.parentElement?.closest("details")) {
        if (box.tagName === "DETAILS") box.open = true;
      }
    }

    function remember() {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(state)) {
        const text = name === "verdict" ? [...value].join(",") : value;
        if (text) query.set(name, text);
      }
      const text = query.toString();
      history.replaceState(null, "", text ? "#?" + text : location.href.split("#", 1)[0]);
    }

    function change(part) {
      Object.assign(state, part);
      for (const name of ["text", "level", "group"]) fields[name].value = state[name];
      show();
      remember();
    }

    function follow() {
      const hash = location.hash.slice(1);
      state = empty();
      if (hash.startsWith("?")) {
        for (const [name, value] of new URLSearchParams(hash.slice(1))) {
          if (name === "verdict") state.verdict = new Set(value.split(","));
          else if (name in state) state[name] = value;
        }
      }
      for (const name of ["text", "level", "group"]) fields[name].value = state[name];
      show();
      const target = hash && !hash.startsWith("?")
        && document.getElementById(decodeURIComponent(hash));
      if (!target) return;
      reveal(target);
      target.querySelector("summary")?.focus({ preventScroll: true });
      target.scrollIntoView();
    }

    """#

  private static let layout = #"""
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

  private static let matrix = #"""
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
  private static let pictures = #"""
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

  private static let keys = #"""
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
