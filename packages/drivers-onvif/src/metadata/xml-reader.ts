import { type Name, NameCache } from "./name-cache.ts";
import { decodeText, isNameCharacter, isSpace, XmlAttributes } from "./xml-attributes.ts";

/** Who hears of a document. */
export interface XmlVisitor {
  /** Whether the text of the present element is wanted; where it is not, it is not even cut out. */
  readonly wantsText: boolean;
  /** `name` as in `tt:Frame`, by the namespaces that the reader was made with; empty in any other. */
  open(name: string, attributes: XmlAttributes): void;
  /** A piece of the present element's text. */
  text(text: string): void;
  close(): void;
}

const deepest = 64;
const longestText = 4_096;
const [bang, question, slash, open, close] = [0x21, 0x3f, 0x2f, 0x3c, 0x3e];

interface Binding {
  readonly depth: number;
  readonly prefix: string;
  readonly before: string | undefined;
}

/**
 * Reads XML (1.0, with namespaces) for one visitor, as fast as a stream of pictures needs: what nobody asks for is not
 * made a string. Each document is whole or refused: unbalanced tags, doubled or unquoted attributes, text outside of
 * the root. A document type is refused too, so that no entity can be defined. Bounds: 64 elements deep, 64 attributes
 * an element, 4096 characters of wanted text a piece.
 */
export class XmlReader {
  /** What stands for a namespace in names, by its address. */
  readonly #known: ReadonlyMap<string, string>;
  readonly #attributes = new XmlAttributes();
  readonly #stack: string[] = [];
  readonly #bound = new Map<string, string>();
  readonly #names = new NameCache();
  #bindings: Binding[] = [];
  #text = "";
  #at = 0;

  constructor(namespaces: Readonly<Record<string, string>>) {
    this.#known = new Map(Object.entries(namespaces).map(([prefix, address]) => [address, prefix]));
  }

  /** Whether the document was whole; the visitor has heard of everything up to what was wrong. */
  read(text: string, visitor: XmlVisitor): boolean {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.#stack.length = 0;
    this.#bindings = [];
    this.#bound.clear();
    this.#names.clear();
    let roots = 0;
    while (this.#at < text.length) {
      const depth = this.#stack.length;
      const tag = text.charCodeAt(this.#at) === open ? this.#at : text.indexOf("<", this.#at);
      if (!this.#content(tag < 0 ? text.length : tag, depth === 0, visitor)) return false;
      if (tag < 0) break;
      this.#at = tag + 1;
      const next = text.charCodeAt(tag + 1);
      if (next === slash) {
        if (!this.#endTag(visitor)) return false;
      } else if (next === bang || next === question) {
        if (!this.#special(visitor)) return false;
      } else {
        if (depth === 0) roots += 1;
        if (roots > 1 || depth === deepest || !this.#startTag(visitor)) return false;
      }
    }
    return this.#stack.length === 0 && roots === 1;
  }

  #content(to: number, outside: boolean, visitor: XmlVisitor): boolean {
    if (to === this.#at) return true;
    if (!outside) return !visitor.wantsText || this.#say(this.#text.slice(this.#at, to), visitor, true);
    for (let at = this.#at; at < to; at += 1) if (!isSpace(this.#text.charCodeAt(at))) return false;
    return true;
  }

  #say(raw: string, visitor: XmlVisitor, decode: boolean): boolean {
    const text = raw.length > longestText ? undefined : decode ? decodeText(raw) : raw;
    if (text === undefined) return false;
    visitor.text(text);
    return true;
  }

  #startTag(visitor: XmlVisitor): boolean {
    const text = this.#text;
    const from = this.#at;
    let at = from;
    while (isNameCharacter(text.charCodeAt(at))) at += 1;
    const first = text.charCodeAt(from);
    // A name begins with neither digit, point nor hyphen.
    if (at === from || (first >= 0x2d && first <= 0x39)) return false;
    const nameEnd = at;
    at = this.#attributes.read(text, at);
    if (at < 0) return false;
    const isEmpty = text.charCodeAt(at) === slash;
    if (isEmpty && text.charCodeAt(at + 1) !== close) return false;
    this.#at = at + (isEmpty ? 2 : 1);
    if (this.#attributes.count > 0 && this.#attributes.declaresNamespaces()) this.#bind();
    const name = this.#names.find(text, from, nameEnd) ?? this.#resolve(text.slice(from, nameEnd));
    this.#stack.push(name.written);
    visitor.open(name.meant, this.#attributes);
    if (isEmpty) this.#leave(visitor);
    return true;
  }

  #endTag(visitor: XmlVisitor): boolean {
    const name = this.#stack[this.#stack.length - 1];
    const from = this.#at + 1;
    if (name === undefined || !this.#text.startsWith(name, from)) return false;
    let at = from + name.length;
    while (isSpace(this.#text.charCodeAt(at))) at += 1;
    if (this.#text.charCodeAt(at) !== close) return false;
    this.#at = at + 1;
    this.#leave(visitor);
    return true;
  }

  /** Comments, processing instructions and CDATA; a document type is refused. */
  #special(visitor: XmlVisitor): boolean {
    const text = this.#text;
    const skip = (start: string, end: string): number => {
      const to = text.startsWith(start, this.#at) ? text.indexOf(end, this.#at + start.length) : -1;
      if (to >= 0) this.#at = to + end.length;
      return to;
    };
    if (skip("?", "?>") >= 0 || skip("!--", "-->") >= 0) return true;
    const from = this.#at + "![CDATA[".length;
    const to = skip("![CDATA[", "]]>");
    if (to < 0 || this.#stack.length === 0) return false;
    return !visitor.wantsText || this.#say(text.slice(from, to), visitor, false);
  }

  #leave(visitor: XmlVisitor): void {
    visitor.close();
    const depth = this.#stack.length;
    this.#stack.pop();
    for (;;) {
      const last = this.#bindings[this.#bindings.length - 1];
      if (last?.depth !== depth) return;
      this.#bindings.pop();
      if (last.before === undefined) this.#bound.delete(last.prefix);
      else this.#bound.set(last.prefix, last.before);
      this.#names.clear();
    }
  }

  #bind(): void {
    for (let index = 0; index < this.#attributes.count; index += 1) {
      const name = this.#attributes.nameAt(index);
      if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
      const prefix = name.slice("xmlns:".length);
      this.#bindings.push({ depth: this.#stack.length + 1, prefix, before: this.#bound.get(prefix) });
      this.#bound.set(prefix, this.#known.get(this.#attributes.get(name) ?? "") ?? "");
      this.#names.clear();
    }
  }

  #resolve(written: string): Name {
    const colon = written.indexOf(":");
    const space = this.#bound.get(colon < 0 ? "" : written.slice(0, colon)) ?? "";
    return this.#names.keep({ written, meant: space === "" ? "" : `${space}:${written.slice(colon + 1)}` });
  }
}
