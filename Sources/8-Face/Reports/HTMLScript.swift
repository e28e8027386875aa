import Terminal

/// The script of the page: it filters, lays out quiet rows, follows links and obeys keys.
enum HTMLScript {
  static let javaScript = #"""
    "use strict";
    document.documentElement.classList.add("js");
    addEventListener("DOMContentLoaded", () => {
      const one = (query) => document.querySelector(query);
      const all = (query) => [...document.querySelectorAll(query)];
      const form = one("#filter"), status = one("#status"), body = one("#quiet-rows");
      const fields = { text: one("#text"), level: one("#level"), group: one("#group") };
      const pills = all(".verdicts button"), cells = all(".matrix button");
      const sections = all(".requirement"), quietBox = one("#quiet"), more = one("#more");
      const cards = all(".finding").map((element) => {
        const { v, l, g, r, o } = element.dataset;
        return { element, verdict: v, level: l, group: g, requirement: r, offer: o, haystack: null };
      });
      const data = JSON.parse(one("#quiet-data").textContent);
      const rows = data.rows.map(([name, r, v, l, o, why]) => ({
        name, why, requirement: data.names[r], verdict: data.names[v], level: data.names[l],
        offer: data.names[o], group: name.split("/", 1)[0],
        haystack: (name + "\n" + data.names[r] + "\n" + data.names[o] + "\n" + why).toLowerCase(),
      }));
      const page = 200;
      let shown = page, matching = [];
      const empty = () => ({
        verdict: new Set(), level: "", group: "", text: "", requirement: "", offer: "",
      });
      let state = empty();

      for (const group of [...new Set([...cards, ...rows].map((item) => item.group))].sort()) {
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
        item.haystack ??= (item.element.textContent + "\n" + item.requirement + "\n" + item.offer)
          .toLowerCase();
        return item.haystack.includes(state.text.toLowerCase());
      };

      function layRows() {
        const fragment = document.createDocumentFragment();
        for (const row of matching.slice(0, shown)) {
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
          fragment.append(line);
        }
        body.replaceChildren(fragment);
        more.hidden = matching.length <= shown;
      }

      function show() {
        const live = new Set();
        let count = 0;
        for (const card of cards) {
          const isShown = fits(card) && speaks(card);
          card.element.hidden = !isShown;
          if (isShown) { count += 1; live.add(card.element.parentElement); }
        }
        for (const section of sections) section.hidden = !live.has(section);
        matching = rows.filter((row) => fits(row) && speaks(row));
        shown = page;
        layRows();
        const quiet = matching.length;
        status.textContent = `${count.toLocaleString("en")} of ${cards.length.toLocaleString("en")} that`
          + ` need an eye, ${quiet.toLocaleString("en")} of ${rows.length.toLocaleString("en")} quiet`;
        one("#none").hidden = count > 0;
        if (!count && quiet && quiet < rows.length) quietBox.open = true;
        for (const pill of pills) {
          pill.setAttribute("aria-pressed", String(state.verdict.has(pill.dataset.v)));
        }
        for (const cell of cells) {
          cell.setAttribute("aria-pressed", String(
            cell.dataset.r === state.requirement && cell.dataset.o === state.offer));
        }
        const chosen = [state.requirement, state.offer].filter(Boolean).join(" at ");
        one("#chosen").hidden = !chosen;
        one("#chosen").textContent = `${chosen} ×`;
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
        if (target.tagName === "DETAILS") {
          target.open = true;
          target.querySelector("summary").focus({ preventScroll: true });
        }
        target.scrollIntoView();
      }

      function step(direction) {
        const visible = cards.filter((card) => !card.element.hidden).map((card) => card.element);
        if (!visible.length) return;
        const at = visible.indexOf(document.activeElement?.closest(".finding"));
        const next = at < 0 ? (direction > 0 ? 0 : visible.length - 1)
          : Math.min(visible.length - 1, Math.max(0, at + direction));
        visible[next].querySelector("summary").focus();
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
      more.addEventListener("click", () => { shown += page * 5; layRows(); });
      for (const pill of pills) {
        pill.addEventListener("click", () => {
          const verdict = new Set(state.verdict);
          if (!verdict.delete(pill.dataset.v)) verdict.add(pill.dataset.v);
          change({ verdict });
        });
      }
      one("#matrix")?.addEventListener("click", (event) => {
        const cell = event.target.closest("button");
        if (!cell) return;
        const isChosen = cell.getAttribute("aria-pressed") === "true";
        change(isChosen ? { requirement: "", offer: "" }
          : { requirement: cell.dataset.r, offer: cell.dataset.o });
        if (!isChosen) form.scrollIntoView({ block: "start" });
      });
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
          const shownCards = cards.filter((card) => !card.element.hidden);
          const opens = shownCards.some((card) => !card.element.open);
          for (const card of shownCards.slice(0, 200)) card.element.open = opens;
        }
      });
      addEventListener("beforeprint", () => {
        for (const card of cards) if (!card.element.hidden) card.element.open = true;
      });
      addEventListener("hashchange", follow);
      follow();
      document.documentElement.dataset.ready = "true";
    });

    """#
}
