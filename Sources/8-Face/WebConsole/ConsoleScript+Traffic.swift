extension ConsoleScript {
  /// The latest exchanges, and the calls that each of them caused.
  static let traffic = #"""
    const place = (url) => { try { const at = new URL(url); return at.pathname + at.search; } catch { return url; } };
    const shownStatus = (exchange) => el("span", {
      class: exchange.failure || exchange.status >= 400 ? "bad" : exchange.status ? "good" : "muted",
    }, exchange.failure ? "cut" : String(exchange.status ?? "…"));

    function sides(exchange) {
      const side = (title, message) => el("div", {}, el("h3", {}, title),
        message?.body == null ? el("p", { class: "muted" }, message ? "no body" : "none yet")
          : typeof message.body === "string" ? el("pre", { tabindex: 0 }, message.body) : pretty(message.body),
        message && el("details", {}, el("summary", {}, "headers"),
          el("pre", { tabindex: 0 }, message.headers.map(({ name, value }) => `${name}: ${value}`).join("\n"))));
      return el("div", { class: "sides" }, exchange.failure && el("p", { class: "bad" }, exchange.failure),
        side("request", exchange.request), side("answer", exchange.response));
    }

    /** The calls of a visit, each with a bar at its time, drawn to scale. */
    function callsView(visit) {
      if (!visit.calls.length) return [el("p", { class: "muted" }, "No provider was called.")];
      const ends = visit.calls.map((call) => call.start_ms + (call.ms ?? 0));
      const span = Math.max(visit.ms ?? 0, ...ends.map((end) => end - visit.start_ms), 0.01);
      return [...visit.calls.map((call) => {
        const bar = el("i", { class: (call.failure || call.status >= 400) && "bad" });
        bar.style.marginLeft = `${100 * (call.start_ms - visit.start_ms) / span}%`;
        bar.style.width = `${100 * (call.ms ?? 0) / span}%`;
        return el("details", { class: "call" },
          el("summary", {}, el("span", { class: "line" },
            el("b", { class: call.method === "GET" && "fetch" }, `${call.method} ${place(call.url)}`), shownStatus(call),
            el("span", { class: "muted end" }, milliseconds(call.ms))),
            el("span", { class: "lane", "aria-hidden": "true" }, bar)), sides(call));
      }), visit.unlisted_calls ? el("p", { class: "muted" }, `and ${visit.unlisted_calls} more calls`) : null]
        .filter(Boolean);
    }

    const load = async (number) => (await ask(`/__touchstone/exchanges/${number}`)).body;

    async function showCalls(id) {
      const visits = await poll();
      const mine = visits.find((visit) => id && visit.request_id === id);
      one("calls").replaceChildren(...mine ? callsView(await load(mine.number))
        : [el("p", { class: "muted" }, "The gateway noted nothing of it.")]);
    }

    let known = new Map();
    function visitView(visit) {
      const inside = el("div", { class: "inside" });
      const details = el("details", { class: "visit", ontoggle: async () => {
        if (!details.open || details.dataset.loaded === key(visit)) return;
        try {
          const whole = await load(visit.number);
          inside.replaceChildren(sides(whole), ...callsView(whole));
          details.dataset.loaded = key(visit);
        } catch (error) {
          inside.replaceChildren(el("p", { class: "bad" }, error.message));
        }
      } }, el("summary", {}, el("span", { class: "muted" }, `${visit.number}`),
        el("b", {}, `${visit.method} ${place(visit.url)}`), shownStatus(visit),
        el("span", { class: "muted" }, [visit.model, visit.provider].filter(Boolean).join(" · ")),
        el("span", { class: "muted end" },
          `${visit.calls === 1 ? "1 call" : `${visit.calls} calls`} · ${milliseconds(visit.ms)}`)), inside);
      return details;
    }
    const key = (visit) => JSON.stringify(visit);

    /** Lines that stay are not touched: whoever reads one keeps it, and the focus. */
    function layVisits(views) {
      const box = one("visits"), staying = new Set(views);
      for (const child of [...box.children]) if (!staying.has(child)) child.remove();
      let at = box.firstChild;
      for (const view of views) {
        if (view === at) at = at.nextSibling;
        else box.insertBefore(view, at);
      }
    }

    /** Asks for the list, and draws the lines that are new or other than before. */
    async function poll() {
      const { exchanges, ledger } = (await ask("/__touchstone/exchanges")).body;
      one("ledger").textContent = ledger;
      const next = new Map();
      for (const visit of exchanges) {
        const old = known.get(visit.number);
        if (old?.key === key(visit)) {
          next.set(visit.number, old);
          continue;
        }
        const view = visitView(visit);
        view.open = old?.view.open ?? false;
        next.set(visit.number, { key: key(visit), view });
      }
      known = next;
      if (exchanges.length) layVisits([...next.values()].map((item) => item.view));
      return exchanges;
    }

    """#

  /// Fills the page, and ties it to its events.
  static let start = #"""
    async function loadModels() {
      const list = (await ask("/v1/models")).body.data;
      const modeOf = { "text-to-image": "t2i", "image-edit": "edit" };
      models = await Promise.all(list.map(async (model) => {
        const schema = (await ask(`/v1/models/${encodeURIComponent(model.id)}?schema=true`)).body;
        return { ...model, ...schema, modes: model.capabilities.map((name) => modeOf[name] ?? name) };
      }));
      one("model").replaceChildren(...models.map((model) => new Option(model.name, model.id)));
      one("tables").replaceChildren(...models.map(modelTable));
      showModel();
    }

    async function begin() {
      const notice = one("notice");
      notice.hidden = true;
      try {
        await loadModels();
        await poll();
        document.documentElement.dataset.ready = "true";
      } catch (error) {
        notice.hidden = false;
        notice.textContent = error.status === 401
          ? "This gateway wants its key: type it under “More fields, and the key”." : `The gateway doesn't answer: ${error.message}`;
        if (error.status === 401) form.querySelector("details").open = true;
      }
    }

    one("base").textContent = `${location.origin}/v1`;
    form.addEventListener("submit", send);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    one("model").addEventListener("change", showModel);
    one("size").addEventListener("input", markShape);
    one("key").addEventListener("change", begin);
    one("picture").addEventListener("change", (event) => takePictures(event.target.files));
    one("last").addEventListener("click", async () => {
      const blob = await (await fetch(lastPicture)).blob();
      takePictures([new File([blob], `last.${blob.type.split("/")[1]}`, { type: blob.type })]);
    });
    one("curl").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(curl());
        one("status").textContent = "copied";
      } catch {
        one("result").replaceChildren(el("pre", { tabindex: 0 }, curl()));
      }
    });
    for (const radio of form.elements.mode) radio.addEventListener("change", showMode);
    form.addEventListener("input", planSoon);
    setInterval(() => { if (document.visibilityState === "visible") poll().catch(() => {}); }, 2000);
    begin();

    """#
}
