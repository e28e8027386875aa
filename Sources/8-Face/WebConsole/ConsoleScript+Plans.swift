extension ConsoleScript {
  /// The plan for each offer, asked for again as the form changes.
  static let plans = #"""
    let planTimer = 0, planTurn = 0;
    function planSoon() {
      clearTimeout(planTimer);
      planTimer = setTimeout(plan, 150);
    }

    async function plan() {
      const body = fields(), turn = planTurn += 1;
      if (!body) return;
      let answer;
      try {
        const question = { mode: mode(), request: body };
        if (mode() === "edit") question.pictures = pictures.map((picture) => picture.size ?? "");
        answer = (await post("/__touchstone/plan", question)).body;
      } catch (error) {
        answer = { error: { message: error.message }, plans: [], unavailable: [] };
      }
      if (turn === planTurn) showPlan(answer);
    }

    function showPlan(answer) {
      const open = new Map([...document.querySelectorAll(".offer")].map((offer) => [offer.dataset.offer, offer.open]));
      one("plan").replaceChildren(
        ...(answer.error ? [el("p", {}, el("b", { class: "bad" }, answer.error.code ?? "refused"),
          ` ${answer.error.message}`)] : []),
        ...answer.plans.map((offer) => offerView(offer, open.get(offer.offer) ?? offer.rank === 1)),
        ...answer.unavailable.map((offer) => el("p", { class: "muted" }, `${offer.offer}: ${offer.reason}`)));
    }

    function offerView(offer, open) {
      const { row, grade, delivers } = offer.size;
      const calls = offer.calls.length === 1 ? "1 call" : `${offer.calls.length} calls`;
      const became = offer.treatments.map((item) => el("tr", {}, el("th", { scope: "row" }, item.parameter),
        el("td", {}, item.as ? `→ ${item.as}` : ""), el("td", {}, item.treatment)));
      const dropped = offer.dropped.filter((item) => item.reason).map((item) =>
        el("p", { class: "muted" }, `${item.parameter} is dropped: ${item.reason}`));
      return el("details", { class: "offer", "data-offer": offer.offer, open },
        el("summary", {}, el("b", {}, `${offer.rank}. ${offer.offer}`), el("span", { class: "muted" }, calls),
          grade && el("span", { class: grade === "exact" ? "good" : "muted" }, grade),
          el("span", { class: "muted end" }, dollars(offer.cost))),
        el("div", { class: "body" }, overlay(row, delivers) ?? el("span"),
          el("div", {}, el("table", { class: "map", "aria-label": `what each parameter becomes at ${offer.offer}` },
            el("tbody", {}, became)), dropped,
          offer.convert && el("p", { class: "muted" }, `Converted to ${offer.convert.format} by the gateway.`),
          offer.calls.slice(0, 1).map((call) => [el("h3", {}, call.endpoint), pretty(call.input)]),
          offer.calls.length > 1 && el("p", { class: "muted" }, `and ${offer.calls.length - 1} more like it`))));
    }

    """#
}
