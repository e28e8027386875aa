/// The script of the page: it asks the gateway as any client would, and draws the answers.
enum ConsoleScript {
  static let all = [tools, drawing, request, plans, traffic, start].joined()

  /// Elements, and answers by JSON.
  private static let tools = #"""
    "use strict";
    const one = (id) => document.getElementById(id);
    const fill = (node, attributes, children) => {
      for (const [name, value] of Object.entries(attributes ?? {})) {
        if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
        else if (value === true) node.setAttribute(name, "");
        else if (value !== false && value != null) node.setAttribute(name, value);
      }
      node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
      return node;
    };
    const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
    const svg = (name, attributes, ...children) =>
      fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
    const pretty = (value) => el("pre", { tabindex: 0 }, JSON.stringify(value, null, 2));
    const milliseconds = (value) => value == null ? "under way"
      : value < 1000 ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
    const dollars = (value) => value == null ? "price unknown" : `$${Number(value).toFixed(3)}`;
    const times = (size) => String(size).replace("x", "×");

    class Refusal extends Error {
      constructor(status, error) {
        super(error?.message ?? error ?? `HTTP ${status}`);
        Object.assign(this, { status, code: error?.code });
      }
    }
    /** A stream's last event in the shape of an answer that comes at once. */
    function lastEvent(text) {
      const { b64_json, ...event } = JSON.parse(text.trim().split("\n").findLast((line) => line.startsWith("data:")).slice(5));
      return { ...event, data: [{ b64_json }] };
    }
    async function ask(path, options = {}) {
      const headers = { Authorization: `Bearer ${one("key").value}`, ...options.headers };
      const response = await fetch(path, { ...options, headers });
      const text = await response.text();
      let body = null;
      try {
        body = response.headers.get("Content-Type")?.startsWith("text/event-stream") ? lastEvent(text) : JSON.parse(text);
      } catch {
        body = { error: text };
      }
      if (!response.ok) {
        const refusal = new Refusal(response.status, body.error);
        refusal.id = response.headers.get("x-request-id");
        throw refusal;
      }
      return { body, id: response.headers.get("x-request-id") };
    }
    const post = (path, value) => ask(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value),
    });

    """#

  /// Shapes to one scale, and the tables of models.
  private static let drawing = #"""
    const pixels = (text) => {
      const match = /^(\d{1,5})[xX](\d{1,5})$/.exec(String(text ?? "").trim());
      return match && { width: Number(match[1]), height: Number(match[2]) };
    };
    const drawn = (size, scale) => {
      const width = Math.max(3, size.width / scale), height = Math.max(3, size.height / scale);
      return svg("svg", { width: width + 2, height: height + 2, "aria-hidden": "true" },
        svg("rect", { class: "shown", x: 1, y: 1, width, height, rx: 1 }));
    };
    const undrawn = () => svg("svg", { width: 28, height: 28, "aria-hidden": "true" },
      svg("rect", { class: "asked", x: 1, y: 1, width: 26, height: 26, rx: 1 }));
    /** What was asked for, dashed, over what comes. */
    function overlay(asked, comes) {
      const shapes = [comes, asked].filter(Boolean);
      if (!shapes.length) return null;
      const scale = Math.max(...shapes.map((shape) => Math.max(shape.width, shape.height))) / 120;
      const height = Math.max(...shapes.map((shape) => shape.height)) / scale;
      const box = (shape, kind) => svg("rect", {
        class: kind, x: 1, y: 1 + height - shape.height / scale, width: shape.width / scale, height: shape.height / scale,
      });
      return el("figure", {},
        svg("svg", { width: 122, height: height + 2, "aria-hidden": "true" },
          comes && box(comes, "shown"), asked && box(asked, "asked")),
        asked && el("div", {}, `row ${asked.width}×${asked.height}`),
        el("div", {}, comes ? `delivers ${comes.width}×${comes.height}` : "the provider chooses"));
    }
    const label = (row) => row.resolution && row.resolution !== "1K"
      ? `${row.aspect_ratio} ${row.resolution}` : row.aspect_ratio;

    function modelTable(model) {
      const { rows, auto, custom } = model.sizes;
      const notes = [auto && "auto", custom && `any pixels from ${custom.min} to ${custom.max} a side`].filter(Boolean);
      return el("article", { class: "model" },
        el("header", {}, el("h3", {}, model.name), el("code", {}, model.id),
          el("span", { class: "muted" }, model.aliases.length ? `also ${model.aliases.join(", ")}` : "")),
        el("p", { class: "muted" }, [model.owned_by, model.capabilities.join(", "),
          `at ${model.providers.map((offer) => offer.config_key).join(", ")}`].filter(Boolean).join(" · ")),
        el("div", { class: "shapes" }, rows.map((row) => el("button", {
          type: "button", class: "shape", onclick: () => choose(model, row),
          "aria-label": `${model.name}, ${row.aspect_ratio}, ${row.width} by ${row.height}: use in the request`,
        }, drawn(row, 18), el("b", {}, label(row)), `${row.width}×${row.height}`))),
        notes.length ? el("p", { class: "muted" }, `Also ${notes.join(", and ")}.`) : null);
    }

    """#
}
