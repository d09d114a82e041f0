import { type Document, isCollection, isMap, isNode, isScalar, type Node, type Pair, parseDocument } from "yaml";

/** A text that is JSON or YAML, of which single values are replaced and everything else stays as it is written. */
export interface Splicer {
  /** Plain value of the whole. */
  readonly value: unknown;
  /** Replaces the value at a path; `undefined` where nothing stands there. */
  replace(path: readonly (string | number)[], value: unknown): string | undefined;
  /** Sets a key of the outermost object, at its end where it is new. */
  setKey(key: string, value: unknown, asYaml: (value: unknown) => string): string | undefined;
}

/** Reads a text to be spliced. Comments, order, quotes and how numbers are written outside of what is set stay. */
export function splicerOf(text: string): Splicer {
  const document = parseDocument(text, { logLevel: "error" });
  const json = isJson(text);
  const put = (from: number, to: number, by: string): string => text.slice(0, from) + by + text.slice(to);
  return {
    value: document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) as unknown),
    replace(path, value) {
      const range = rangeOf(document, path);
      if (range === undefined) return undefined;
      const [from, to] = range;
      return put(from, to, written(value, text, from, text.slice(from, to)));
    },
    setKey(key, value, asYaml) {
      const root = document.contents;
      if (!isMap(root)) return undefined;
      const pair = root.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (json || root.flow === true) {
        const range = pair === undefined ? undefined : rangeOf(document, [key]);
        if (range !== undefined) return put(...range, written(value, text, range[0], "\n"));
        const last = endOf(root.items.at(-1)) ?? root.range[0] + 1;
        const comma = root.items.length > 0 ? "," : "";
        const unit = unitOf(text);
        const shown = JSON.stringify(value, null, unit).replaceAll("\n", `\n${unit}`);
        return put(last, last, `${comma}\n${unit}${JSON.stringify(key)}: ${shown}`);
      }
      const section = asYaml({ [key]: value });
      if (pair === undefined) return appended(text, section);
      const from = isNode(pair.key) ? pair.key.range[0] : undefined;
      const to = endOf(pair);
      return from === undefined || to === undefined ? undefined : put(from, to, section.trimEnd());
    },
  };
}

function appended(text: string, section: string): string {
  return `${text.replace(/\s*$/, "")}\n\n${section}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function rangeOf(document: Document, path: readonly (string | number)[]): [number, number] | undefined {
  const node = document.getIn(path, true);
  if (!isNode(node) || !node.range) return undefined;
  return [node.range[0], contentEnd(node)];
}

/** Where a value ends, before the blank lines and comments that follow a block. */
function contentEnd(node: Node): number {
  const [start, end] = node.range ?? [0, 0];
  if (!isCollection(node) || node.flow === true || node.items.length === 0) return end;
  const last: unknown = node.items.at(-1);
  if (isNode(last)) return contentEnd(last);
  return endOf(last as Pair) ?? Math.max(start, end);
}

function endOf(pair: Pair | undefined): number | undefined {
  if (pair === undefined) return undefined;
  if (isNode(pair.value) && pair.value.range) return contentEnd(pair.value);
  return isNode(pair.key) ? pair.key.range?.[1] : undefined;
}

/** JSON, which is YAML too: on one line, or indented like what it takes the place of. */
function written(value: unknown, text: string, from: number, was: string): string {
  if (!was.includes("\n") || !isJsonLike(was)) return oneLine(value);
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  return JSON.stringify(value, null, unitOf(text)).replaceAll("\n", `\n${indent}`);
}

/** Spread over lines in the way of JSON, not as a block of YAML. */
function isJsonLike(was: string): boolean {
  return was === "\n" || /^\[\s*[[\d-]/.test(was);
}

function oneLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(",", ", ");
}

/** What a text indents by: of its first indented line, two spaces where there is none. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}
