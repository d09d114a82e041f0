import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, escapeXml, parseXml } from "./xml.ts";

const read = (text: string) => parseXml(Buffer.from(text));

describe("a document from outside", () => {
  it("is read with its namespaces, whatever the prefixes", () => {
    const root = read(`<a:one xmlns:a="urn:x"><two xmlns="urn:y" a:n="1"> 3 <![CDATA[<4>]]></two></a:one>`);
    expect([root?.uri, root?.name]).toEqual(["urn:x", "one"]);
    expect(at(root, "two")).toMatchObject({ uri: "urn:y", text: "3 <4>" });
    expect(at(root, "two")?.attributes.get("n")).toBe("1");
  });

  it.each([
    ["a document type", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`],
    ["an entity that is not XML's own", "<a>&b;</a>"],
    ["an end that is missing", "<a><b></a>"],
    ["a prefix that is not declared", "<p:a/>"],
    ["over 32 levels", `${"<a>".repeat(33)}${"</a>".repeat(33)}`],
    ["over 2,000 elements", `<a>${"<b/>".repeat(2_000)}</a>`],
    ["two roots", "<a/><a/>"],
    ["nothing", ""],
  ])("is refused with %s", (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  it("is refused when it is not UTF-8", () => {
    expect(parseXml(Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]))).toBeUndefined();
  });

  it("gives back every text that was escaped, without what XML forbids", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const allowed = escapeXml(text).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
        const plain = allowed.replaceAll("&amp;", "&").replaceAll(/\r\n?/g, "\n").trim();
        expect(read(`<a>${escapeXml(text)}</a>`)?.text).toBe(plain);
      }),
    );
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parseXml(bytes)).not.toThrow();
      }),
    );
  });
});
