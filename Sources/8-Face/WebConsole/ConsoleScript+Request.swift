extension ConsoleScript {
  /// The form: what it shows for a model, what it sends, and the picture that comes back.
  static let request = #"""
    let models = [], pictures = [], lastPicture = null;
    const form = one("request");
    const chosen = () => models.find((model) => model.id === one("model").value);
    const mode = () => form.elements.mode.value;

    function showModel() {
      const model = chosen();
      if (!model) return;
      const providers = [...new Set(model.providers.map((offer) => offer.provider))];
      const before = one("provider").value;
      one("provider").replaceChildren(new Option("any", ""), ...providers.map((name) => new Option(name)));
      if (providers.includes(before)) one("provider").value = before;
      const modes = model.modes;
      for (const radio of form.elements.mode) radio.disabled = !modes.includes(radio.value);
      if (!modes.includes(mode())) form.elements.mode.value = modes[0];
      one("picture").multiple = model.max_input_images > 1;
      const formats = model.parameters.find((parameter) => parameter.name === "output_format")?.values ?? [];
      one("format").replaceChildren(new Option("as it is", ""), ...formats.map((name) => new Option(name)));
      showShapes(model);
      showMode();
    }

    function showShapes(model) {
      const option = (value, drawing, text, says) => el("label", { class: "shape" },
        el("input", { type: "radio", name: "shape", value, "aria-label": says, onchange: () => {
          one("size").value = value;
          planSoon();
        } }), drawing, text);
      one("shapes").replaceChildren(
        option("", undrawn(), "default", "the default size"),
        model.sizes.auto ? option("auto", undrawn(), "auto", "auto") : "",
        ...model.sizes.rows.map((row) => option(`${row.width}x${row.height}`, drawn(row, 36), label(row),
          `${row.aspect_ratio}, ${row.width} by ${row.height}`)));
      markShape();
    }

    function markShape() {
      const size = one("size").value.trim().toLowerCase();
      const row = chosen()?.sizes.rows.find((row) => row.aspect_ratio === size);
      const value = row ? `${row.width}x${row.height}` : size;
      for (const radio of form.querySelectorAll("[name=shape]")) radio.checked = radio.value === value;
    }

    function choose(model, row) {
      one("model").value = model.id;
      showModel();
      one("size").value = `${row.width}x${row.height}`;
      markShape();
      planSoon();
      form.scrollIntoView({ block: "start" });
      one("size").focus({ preventScroll: true });
    }

    function showMode() {
      one("source").hidden = mode() !== "edit";
      planSoon();
    }

    /** Reads each chosen file's pixels: what an edit keeps depends on them. */
    async function takePictures(files) {
      pictures = await Promise.all([...files].map(async (file) => {
        const url = URL.createObjectURL(file);
        const image = el("img", { src: url, alt: file.name });
        const read = await image.decode().then(() => true, () => false);
        return { file, image, size: read ? `${image.naturalWidth}x${image.naturalHeight}` : null };
      }));
      one("thumbs").replaceChildren(...pictures.map(({ image, size }) =>
        el("span", {}, image, el("small", {}, size ? times(size) : "no picture"))));
      planSoon();
    }

    /** The client's fields; null while the further ones are no JSON object. */
    function fields() {
      const provider = one("provider").value, more = one("more").value.trim();
      const body = { model: (provider && provider + "/") + one("model").value, prompt: one("prompt").value };
      const size = one("size").value.trim(), n = one("n").value;
      if (size) body.size = size;
      if (n !== "1" && n !== "") body.n = Number(n);
      if (one("response").value !== "url") body.response_format = one("response").value;
      if (one("format").value) body.output_format = one("format").value;
      one("more-error").textContent = "";
      try {
        const further = more ? JSON.parse(more) : {};
        if (further === null || typeof further !== "object" || Array.isArray(further)) throw new Error("no JSON object");
        return { ...body, ...further };
      } catch (error) {
        one("more-error").textContent = error.message;
        return null;
      }
    }

    const asText = (value) => typeof value === "string" ? value : JSON.stringify(value);
    function requestOf(body) {
      if (mode() !== "edit") return ["/v1/images/generations", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      }];
      const data = new FormData();
      for (const [name, value] of Object.entries(body)) data.append(name, asText(value));
      for (const { file } of pictures) data.append(pictures.length > 1 ? "image[]" : "image", file);
      return ["/v1/images/edits", { method: "POST", body: data }];
    }

    async function send(event) {
      event.preventDefault();
      const body = fields(), button = form.querySelector("[type=submit]");
      if (!body || button.disabled) return;
      button.disabled = true;
      one("status").textContent = "asking the gateway…";
      const start = performance.now();
      let id = null;
      try {
        const answer = await ask(...requestOf(body));
        id = answer.id;
        showResult(answer.body, body.prompt, performance.now() - start);
      } catch (error) {
        id = error.id;
        showRefusal(error);
      }
      button.disabled = false;
      showCalls(id);
    }

    function showResult(answer, prompt, took) {
      const format = answer.output_format ?? "png", about = answer.metadata ?? {};
      const sources = answer.data.map((item) => item.url ?? `data:image/${format};base64,${item.b64_json}`);
      lastPicture = sources[0];
      one("last").hidden = !lastPicture;
      const facts = [times(answer.size ?? ""), format, about.executed_model, dollars(about.cost), milliseconds(took)];
      const dropped = (about.dropped ?? []).map((item) => `${item.parameter} dropped: ${item.reason}`);
      one("result").replaceChildren(
        el("div", { class: "pictures" }, sources.map((src, index) => {
          const image = el("img", { src, alt: `Picture ${index + 1}: ${prompt}`, class: sources.length > 1 && "many" });
          return src.startsWith("data:") ? image : el("a", { href: src, target: "_blank", rel: "noopener" }, image);
        })),
        el("p", { class: "facts" }, facts.filter(Boolean).map((fact) => el("span", {}, fact)),
          dropped.map((text) => el("span", { class: "long muted" }, text))));
      one("status").textContent = `${sources.length === 1 ? "a picture" : `${sources.length} pictures`} in ${milliseconds(took)}`;
    }

    function showRefusal(error) {
      const head = error.status ? `${error.status} ${error.code ?? ""}` : "no answer";
      one("result").replaceChildren(el("p", {}, el("b", { class: "bad" }, head), ` ${error.message}`));
      one("status").textContent = head;
    }

    function curl() {
      const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
      const body = fields() ?? {}, auth = '-H "Authorization: Bearer $OPENAI_API_KEY"';
      if (mode() !== "edit") {
        return `curl ${location.origin}/v1/images/generations ${auth} -H "Content-Type: application/json" `
          + `-d ${quoted(JSON.stringify(body))}`;
      }
      const parts = Object.entries(body).map(([name, value]) => `-F ${quoted(`${name}=${asText(value)}`)}`);
      const files = pictures.map(({ file }) => `-F ${quoted(`image=@${file.name}`)}`);
      return `curl ${location.origin}/v1/images/edits ${auth} ${[...parts, ...files].join(" ")}`;
    }

    """#
}
