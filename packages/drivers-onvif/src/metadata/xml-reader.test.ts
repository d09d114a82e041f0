import { seededRandom } from "@aisle/sdk/testing";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { mutate, sampleDocument, sampleEvent, sampleFrame, sampleObject } from "./documents.fixture.ts";
import { XmlReader, type XmlVisitor } from "./xml-reader.ts";

const spaces = { a: "urn:a", b: "urn:b" };

/** What a visitor hears, in words. */
function read(text: string, names: Readonly<Record<string, string>> = spaces): string[] | undefined {
  const heard: string[] = [];
  const visitor: XmlVisitor = {
    wantsText: true,
    open: (name, attributes) =>
      heard.push(
        `<${name} ${Array.from({ length: attributes.count }, (_, index) => `${attributes.nameAt(index)}=${attributes.get(attributes.nameAt(index)) ?? "?"}`).join(",")}`,
      ),
    text: (piece) => heard.push(piece),
    close: () => heard.push(">"),
  };
  return new XmlReader(names).read(text, visitor) ? heard : undefined;
}

describe("the XML reader", () => {
  it("knows elements by their namespace, whatever their prefix is", () => {
    const names = (text: string): string[] | undefined =>
      read(text)
        ?.filter((word) => word.startsWith("<"))
        .map((word) => word.split(" ")[0]!);
    expect(names('<x:r xmlns:x="urn:a"><x:c/></x:r>')).toEqual(["<a:r", "<a:c"]);
    expect(names('<r xmlns="urn:a"><c xmlns="urn:b"><d/></c><e/></r>')).toEqual(["<a:r", "<b:c", "<b:d", "<a:e"]);
    expect(names('<x:r xmlns:x="urn:a"><x:c xmlns:x="urn:b"/><x:c/></x:r>')).toEqual(["<a:r", "<b:c", "<a:c"]);
    expect(names('<x:r xmlns:x="urn:other"><y:c/></x:r>')).toEqual(["<", "<"]);
  });

  it("reads attributes, text, CDATA, entities and numbers of characters", () => {
    expect(
      read(`\uFEFF<?xml version="1.0"?><!-- c --><r a = '1&lt;2' b="&#65;&#x42;">x &amp; y<![CDATA[<&]]>z</r>\n`),
    ).toEqual(["< a=1<2,b=AB", "x & y", "<&", "z", ">"]);
  });

  it.each([
    ["nothing", ""],
    ["no root", "<?xml version='1.0'?>"],
    ["two roots", "<r/><r/>"],
    ["an open root", "<r>"],
    ["the wrong end", "<r></s>"],
    ["a longer end", "<r></rr>"],
    ["an end too many", "<r/></r>"],
    ["crossed tags", "<r><s></r></s>"],
    ["text before the root", "x<r/>"],
    ["text behind the root", "<r/>x"],
    ["CDATA outside of the root", "<![CDATA[x]]><r/>"],
    ["an attribute twice", '<r a="1" a="2"/>'],
    ["an attribute without a value", "<r a/>"],
    ["an attribute without quotes", "<r a=1/>"],
    ["attributes that touch", '<r a="1"b="2"/>'],
    ["a tag in an attribute", '<r a="<"/>'],
    ["an attribute without end", '<r a="1'],
    ["a comment without end", "<r><!-- </r>"],
    ["a document type", '<!DOCTYPE r [<!ENTITY e "x">]><r/>'],
    ["an entity of its own", "<r>&e;</r>"],
    ["a bare ampersand", "<r>a & b</r>"],
    ["a control character", "<r>\u0001</r>"],
    ["a character that is none", "<r>&#xD800;</r>"],
    ["a name that begins with a digit", "<1/>"],
    ["a slash in the middle", "<r / >x</r>"],
    ["too deep a tree", "<r>".repeat(65) + "</r>".repeat(65)],
    ["too many attributes", `<r ${Array.from({ length: 65 }, (_, index) => `a${index}="1"`).join(" ")}/>`],
    ["too long a text", `<r>${"x".repeat(5_000)}</r>`],
  ])("refuses %s", (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  it("reads documents as deep and with as many attributes as may be", () => {
    expect(read("<r>".repeat(64) + "</r>".repeat(64))).toHaveLength(128);
    expect(read(`<r ${Array.from({ length: 64 }, (_, index) => `a${index}="1"`).join(" ")}/>`)).toHaveLength(2);
  });

  it("hears the same as saxes wherever saxes finds nothing wrong, over 20,000 mutated documents", () => {
    const random = seededRandom(10);
    const sample = sampleDocument(
      sampleFrame(sampleObject({ id: 1, type: "Human" })) + sampleEvent("tns1:A/B", { Source: { Rule: "a &amp; b" } }),
    );
    let agreed = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const text = Buffer.from(mutate(new TextEncoder().encode(sample), random)).toString();
      const other = heardBySaxes(text);
      const own = read(text, { tt: "http://www.onvif.org/ver10/schema" });
      if (other === undefined) continue;
      agreed += 1;
      expect(own?.join("")).toBe(other.join(""));
    }
    expect(agreed).toBeGreaterThan(1_000);
  });
});

/** The same words from saxes, or nothing where it found something wrong or a document type. */
function heardBySaxes(text: string): string[] | undefined {
  const heard: string[] = [];
  const wrong: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", ({ message }) => wrong.push(message));
  parser.on("doctype", () => wrong.push("a document type"));
  parser.on("opentag", ({ uri, local, attributes }) => {
    const name = uri === "http://www.onvif.org/ver10/schema" ? `tt:${local}` : "";
    heard.push(
      `<${name} ${Object.values(attributes)
        .map((each) => `${each.name}=${each.value}`)
        .join(",")}`,
    );
  });
  parser.on("text", (piece) => heard.push(piece));
  parser.on("cdata", (piece) => heard.push(piece));
  parser.on("closetag", () => heard.push(">"));
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  // saxes gives white space around the root and normalises line ends; the reader leaves both alone.
  return wrong.length > 0 || text.includes("\r")
    ? undefined
    : heard.map((word, index) => (index === 0 ? word.trimStart() : word));
}
