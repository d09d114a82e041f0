import { SaxesParser } from "saxes";

/** One element of a document; names without their prefix. */
export interface XmlElement {
  readonly name: string;
  /** By name without prefix; of two that differ in the prefix only, the first. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, trimmed. */
  readonly text: string;
  /** Namespace that its prefix stands for; empty where it is none, or unknown. */
  readonly namespace: string;
}

interface Growing {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Growing[];
  text: string;
  readonly namespace: string;
}

/** A document with more elements, or deeper ones, is refused. */
const mostElements = 50_000;
const deepest = 100;
const mostAttributes = 100;

/**
 * The root element of a document, or nothing where it is not well-formed, has a document type (entities that grow) or
 * is beyond the bounds: 50,000 elements, 100 deep, 100 attributes each. Never throws. Prefixes need not be declared:
 * cameras forget to.
 */
export function readXml(text: string): XmlElement | undefined {
  try {
    return grow(text);
  } catch {
    return undefined;
  }
}

class Refused extends Error {}

function grow(text: string): XmlElement | undefined {
  const parser = new SaxesParser();
  const open: Growing[] = [];
  const scopes: ReadonlyMap<string, string>[] = [new Map()];
  let root: Growing | undefined;
  let count = 0;
  parser.on("doctype", () => {
    throw new Refused();
  });
  parser.on("opentag", (tag) => {
    count += 1;
    const scope = scopeOf(tag.attributes, scopes.at(-1) ?? new Map());
    const element = toElement(tag.name, tag.attributes, scope);
    if (count > mostElements || open.length >= deepest) throw new Refused();
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    scopes.push(scope);
  });
  parser.on("closetag", () => {
    const element = open.pop();
    scopes.pop();
    if (element !== undefined) element.text = element.text.trim();
  });
  const onText = (piece: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += piece;
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  // Without a handler for errors it throws at the first.
  parser.write(text.trimStart()).close();
  return root;
}

function toElement(tag: string, given: Readonly<Record<string, string>>, scope: ReadonlyMap<string, string>): Growing {
  const entries = Object.entries(given);
  if (entries.length > mostAttributes) throw new Refused();
  const attributes = new Map<string, string>();
  for (const [key, value] of entries) {
    if (isDeclaration(key)) continue;
    const { local } = split(key);
    if (!attributes.has(local)) attributes.set(local, value);
  }
  const { prefix, local } = split(tag);
  return { name: local, attributes, children: [], text: "", namespace: scope.get(prefix) ?? "" };
}

const isDeclaration = (key: string): boolean => key === "xmlns" || key.startsWith("xmlns:");

/** The namespaces in force, by prefix: a new map only where an element declares some. */
function scopeOf(
  attributes: Readonly<Record<string, string>>,
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = Object.entries(attributes).filter(([key]) => isDeclaration(key));
  if (declared.length === 0) return outer;
  return new Map([...outer, ...declared.map(([key, uri]) => [key.slice("xmlns:".length), uri] as const)]);
}

function split(name: string): { readonly prefix: string; readonly local: string } {
  const colon = name.indexOf(":");
  return colon < 0 ? { prefix: "", local: name } : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

/** The first element that is reached by going down these names, one level each. */
export function descend(from: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => at?.children.find((child) => child.name === name), from);
}

/** The children of one name. */
export function childrenOf(from: XmlElement | undefined, name: string): readonly XmlElement[] {
  return from?.children.filter((child) => child.name === name) ?? [];
}

/** Text as it may stand in XML. Characters that no document may have are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
