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
}
