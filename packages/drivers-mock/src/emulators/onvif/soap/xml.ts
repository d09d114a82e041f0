import { SaxesParser } from "saxes";

/** An element of a document that came from outside. */
export interface XmlElement {
  readonly uri: string;
  /** Its name without a prefix. */
  readonly name: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
}

const mostElements = 2_000;
const deepest = 32;

interface Growing extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: Growing[];
  text: string;
}

/**
 * Reads a document of UTF-8 bytes: at most 2,000 elements, 32 deep, without a document type, so that no entity but
 * XML's own five is ever expanded. Anything else gives nothing.
 */
export function parseXml(bytes: Uint8Array): XmlElement | undefined {
  const read: { root?: Growing; refused: boolean } = { refused: false };
  let elements = 0;
  const open: Growing[] = [];
  const refuse = (): void => {
    read.refused = true;
  };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const parser = new SaxesParser({ xmlns: true, position: false });
    parser.on("error", refuse);
    parser.on("doctype", refuse);
    parser.on("opentag", (tag) => {
      if (read.refused || ++elements > mostElements || open.length >= deepest) {
        refuse();
        return;
      }
      const attributes = new Map<string, string>();
      for (const attribute of Object.values(tag.attributes)) attributes.set(attribute.local, attribute.value);
      const element: Growing = { uri: tag.uri, name: tag.local, attributes, children: [], text: "" };
      open.at(-1)?.children.push(element);
      read.root ??= element;
      open.push(element);
    });
    const addText = (piece: string): void => {
      const element = open.at(-1);
      if (element !== undefined && !read.refused) element.text += piece;
    };
    parser.on("text", addText);
    parser.on("cdata", addText);
    parser.on("closetag", () => {
      const element = open.pop();
      if (element !== undefined) element.text = element.text.trim();
    });
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return read.refused ? undefined : read.root;
}

/** The first child of that name, whatever its namespace. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** The first descendant along these names. */
export function at(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>(child, element);
}

const special: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in an element or attribute; what XML 1.0 has no place for is left out. */
export function escapeXml(text: string): string {
  return (
    text
      // Exactly those that XML 1.0 (section 2.2) forbids.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
      .replaceAll(/[&<>"]/g, (letter) => special[letter] ?? "")
  );
}
