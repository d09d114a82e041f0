import { numberBetween } from "./xml-number.ts";

const [quote, apostrophe, equals, slash, close, open, x] = [0x22, 0x27, 0x3d, 0x2f, 0x3e, 0x3c, 0x78];
const most = 64;
const lineEnd = /[\t\n\r]/;

const entities: Readonly<Partial<Record<string, string>>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
// Control characters are what is looked for.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/** White space of XML (section 2.3). */
export const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Characters of ASCII that end a name: white space and controls, and what has a meaning in tags. */
const endsName = Uint8Array.from({ length: 128 }, (_, code) =>
  code <= 0x20 || "\"'/<=>&".includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether a name may go on with this character; more than XML allows, but nothing that ends one. */
export function isNameCharacter(code: number): boolean {
  return code < 128 ? endsName[code] === 0 : code >= 128;
}

/**
 * The text that stands for itself, with the five entities of XML and numbers in place; nothing where there is any other
 * entity, or a character that XML forbids. Nothing is ever expanded more than once.
 */
export function decodeText(raw: string): string | undefined {
  if (isPlain(raw)) return raw;
  if (forbidden.test(raw)) return undefined;
  if (!raw.includes("&")) return raw;
  const unknown: string[] = [];
  const text = raw.replace(
    /&(?:#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))|(\w{1,10}));|&/g,
    (_, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
      const found = name === undefined ? character(code) : entities[name];
      if (found === undefined) unknown.push("");
      return found ?? "";
    },
  );
  return unknown.length === 0 && !forbidden.test(text) ? text : undefined;
}

/** Whether there is nothing to look for in it, as in nearly all short texts; found without a regular expression. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x26 || code >= 0xfffe) return false;
  }
  return true;
}

function character(code: number): string | undefined {
  return code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

/** The attributes of one start tag, read where they stand; the same object serves every tag. */
export class XmlAttributes {
  #text = "";
  #count = 0;
  readonly #bounds = new Int32Array(most * 4);

  get count(): number {
    return this.#count;
  }

  /** Reads attributes up to the end of the tag and gives where that is, at its `>` or `/`; -1 where they are wrong. */
  read(text: string, from: number): number {
    this.#text = text;
    this.#count = 0;
    let at = from;
    for (;;) {
      const before = at;
      while (isSpace(text.charCodeAt(at))) at += 1;
      const code = text.charCodeAt(at);
      if (code === close || code === slash) return at;
      if (at === before || this.#count === most) return -1;
      at = this.#readOne(at);
      if (at < 0) return -1;
    }
  }

  /** The value of the attribute of this name (with its prefix), or nothing. A value that is wrong is none. */
  get(name: string): string | undefined {
    const index = this.#find(name);
    if (index < 0) return undefined;
    const raw = this.#text.slice(this.#bounds[index + 2], this.#bounds[index + 3]);
    // XML section 3.3.3.
    return isPlain(raw) ? raw : decodeText(lineEnd.test(raw) ? raw.replaceAll(/[\t\n\r]/g, " ") : raw);
  }

  has(name: string): boolean {
    return this.#find(name) >= 0;
  }

  /** The value as a number; NaN where there is none. */
  number(name: string): number {
    const index = this.#find(name);
    return index < 0 ? Number.NaN : numberBetween(this.#text, this.#bounds[index + 2]!, this.#bounds[index + 3]!);
  }

  /** The name of the attribute at this index, counted from 0. */
  nameAt(index: number): string {
    return this.#text.slice(this.#bounds[index * 4], this.#bounds[index * 4 + 1]);
  }

  /** Whether a namespace is declared here; cheap, for most tags declare none. */
  declaresNamespaces(): boolean {
    for (let index = 0; index < this.#count * 4; index += 4) {
      const from = this.#bounds[index]!;
      if (this.#text.charCodeAt(from) === x && this.#text.startsWith("xmlns", from)) return true;
    }
    return false;
  }

  #find(name: string): number {
    for (let index = 0; index < this.#count * 4; index += 4) {
      const from = this.#bounds[index]!;
      if (this.#bounds[index + 1]! - from === name.length && this.#text.startsWith(name, from)) return index;
    }
    return -1;
  }

  /** Whether an attribute of the name that stands here has come before. */
  #isRepeated(from: number, to: number): boolean {
    for (let index = 0; index < this.#count * 4; index += 4) {
      const start = this.#bounds[index]!;
      if (this.#bounds[index + 1]! - start !== to - from) continue;
      let same = 0;
      while (same < to - from && this.#text.charCodeAt(start + same) === this.#text.charCodeAt(from + same)) same += 1;
      if (same === to - from) return true;
    }
    return false;
  }

  #readOne(from: number): number {
    const text = this.#text;
    let at = from;
    while (isNameCharacter(text.charCodeAt(at))) at += 1;
    const end = at;
    while (isSpace(text.charCodeAt(at))) at += 1;
    if (end === from || text.charCodeAt(at) !== equals) return -1;
    at += 1;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const mark = text.charCodeAt(at);
    if (mark !== quote && mark !== apostrophe) return -1;
    let to = at + 1;
    let code = text.charCodeAt(to);
    while (code !== mark) {
      // NaN is the end of the text.
      if (code === open || Number.isNaN(code)) return -1;
      to += 1;
      code = text.charCodeAt(to);
    }
    if (this.#isRepeated(from, end)) return -1;
    const index = this.#count * 4;
    this.#bounds[index] = from;
    this.#bounds[index + 1] = end;
    this.#bounds[index + 2] = at + 1;
    this.#bounds[index + 3] = to;
    this.#count += 1;
    return to + 1;
  }
}
