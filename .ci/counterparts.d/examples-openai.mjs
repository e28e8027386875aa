// Sends what the official JavaScript client sends for pictures, as far as the published examples go:
// scalars of a form as text, one file as `image`, several as `image[]`, and its own header fields.

import path from 'node:path';

export default class OpenAI {
  constructor({ apiKey, baseURL }) {
    this.apiKey = apiKey;
    this.baseURL = baseURL;
    this.images = {
      generate: (body) => this.#send('/images/generations', JSON.stringify(body)),
      edit: async (body) => this.#send('/images/edits', await form(body)),
    };
  }

  async #send(target, body) {
    const isForm = body instanceof FormData;
    const response = await fetch(this.baseURL + target, {
      method: 'POST',
      body,
      headers: {
        Accept: 'application/json',
        ...(isForm ? {} : { 'Content-Type': 'application/json' }),
        'User-Agent': 'OpenAI/JS 6.0.0',
        'X-Stainless-Retry-Count': '0',
        'X-Stainless-Timeout': '600',
        'X-Stainless-Lang': 'js',
        'X-Stainless-Package-Version': '6.0.0',
        'X-Stainless-OS': 'Linux',
        'X-Stainless-Arch': 'x64',
        'X-Stainless-Runtime': 'node',
        'X-Stainless-Runtime-Version': process.version,
        Authorization: `Bearer ${this.apiKey}`,
      },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text);
  }
}

async function form(body) {
  const form = new FormData();
  for (const [key, value] of Object.entries(body)) {
    if (Array.isArray(value)) {
      for (const item of value) form.append(`${key}[]`, await file(item));
    } else {
      form.append(key, typeof value === 'object' ? await file(value) : String(value));
    }
  }
  return form;
}

async function file(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return new File(parts, path.basename(String(stream.path ?? 'unknown_file')));
}
