import { seededRandom } from "@aisle/sdk/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mutate, sampleDocument, sampleEvent, sampleFrame, sampleMetadata, sampleObject } from "./documents.fixture.ts";
import { createMetadataParser } from "./metadata-parser.ts";

const size = { width: 1_000, height: 800 };
const parse = (document: string): ReturnType<ReturnType<typeof createMetadataParser>["parse"]> =>
  createMetadataParser(size).parse(document);
const objects = (document: string): unknown => parse(document)?.frames[0]?.objects;
const tt = 'xmlns:tt="http://www.onvif.org/ver10/schema"';

describe("the metadata parser", () => {
  it("gives the people of a frame in pixels, y down, at the frame's time", () => {
    const document = sampleMetadata([{ id: 12, type: "Human", likelihood: 0.83, box: [-0.5, 0.5, 0, -0.25] }]);
    expect(parse(document)).toEqual({
      frames: [
        {
          at: Date.parse("2026-11-22T10:00:00.250Z"),
          objects: [{ id: "12", box: [250, 200, 250, 300], score: 0.83 }],
        },
      ],
      events: [],
      broken: 0,
    });
  });

  it("says that nobody was seen where a frame is empty", () => {
    expect(parse(sampleMetadata([]))?.frames).toEqual([{ at: Date.parse("2026-11-22T10:00:00.250Z"), objects: [] }]);
  });

  it("gives no time where there is none, or none that is one", () => {
    expect(parse(sampleMetadata([], "yesterday"))?.frames).toEqual([{ objects: [] }]);
    expect(parse(sampleDocument("<tt:VideoAnalytics><tt:Frame/></tt:VideoAnalytics>"))?.frames).toEqual([
      { objects: [] },
    ]);
  });

  it("joins heads and wrists to their person, wherever they stand, and a face only where there is no head", () => {
    const box = (x: number): readonly [number, number, number, number] => [x - 0.01, 0.01, x + 0.01, -0.01];
    const document = sampleMetadata([
      { id: 2, type: "Head", parent: 1, box: box(0) },
      { id: 1, type: "Human" },
      { id: 3, type: "Wrist", parent: 1, box: box(0.2) },
      { id: 4, type: "Wrist", parent: 1, box: box(0.4) },
      { id: 5, type: "HumanFace", parent: 1, box: box(0.6) },
      { id: 6, type: "Human" },
      { id: 7, type: "Face", parent: 6, box: box(0.8) },
      { id: 8, type: "Human" },
      { id: 9, type: "Head", parent: 8, likelihood: 0.5, box: box(-0.2) },
      { id: 10, type: "Head", parent: 8, likelihood: 0.6, box: box(-0.4) },
      { id: 11, type: "Face", parent: 10, box: box(-0.6) },
    ]);
    expect(objects(document)).toEqual([
      {
        id: "1",
        box: [250, 200, 250, 400],
        score: 0.9,
        head: [500, 400],
        wrists: [
          [600, 400],
          [700, 400],
        ],
      },
      { id: "6", box: [250, 200, 250, 400], score: 0.9, head: [900, 400] },
      { id: "8", box: [250, 200, 250, 400], score: 0.9, head: [300, 400] },
    ]);
  });

  it("leaves parts without a person, and parts of other things, as what they are", () => {
    const document = sampleMetadata([
      { id: 1, type: "Vehicle" },
      { id: 2, type: "Head", parent: 1 },
      { id: 3, type: "Wrist", parent: 99 },
    ]);
    expect(objects(document)).toMatchObject([
      { id: "1", class: "Vehicle" },
      { id: "2", class: "Head" },
      { id: "3", class: "Wrist" },
    ]);
  });

  it("gives a part to nobody where two objects of the frame have its parent's id", () => {
    const document = sampleMetadata([
      { id: 1, type: "Human" },
      { id: 1, type: "Human" },
      { id: 2, type: "Head", parent: 1 },
    ]);
    expect(objects(document)).toEqual([
      { id: "1", box: [250, 200, 250, 400], score: 0.9 },
      { id: "1", box: [250, 200, 250, 400], score: 0.9 },
      expect.objectContaining({ id: "2", class: "Head" }),
    ]);
  });

  it("keeps to itself what it does not take for a person", () => {
    const document = sampleMetadata([
      { id: 1, type: "Bag" },
      { id: 2 },
      { id: 3, type: "human" },
      { id: 4, type: "Person" },
    ]);
    expect(objects(document)).toMatchObject([
      { class: "Bag" },
      { class: "Unclassified", score: 1 },
      { id: "3" },
      { id: "4" },
    ]);
    expect((objects(document) as readonly object[]).slice(2).some((detection) => "class" in detection)).toBe(false);
  });

  it("takes the likeliest class of several, in the new form and in both old ones", () => {
    const kinds = (inner: string): unknown =>
      objects(sampleDocument(sampleFrame(sampleObject({ id: 1, type: "X" }).replace(/<tt:Type.*<\/tt:Type>/, inner))));
    expect(
      kinds('<tt:Type Likelihood="0.4">Animal</tt:Type><tt:Type Likelihood="0.6"> Human </tt:Type>'),
    ).toMatchObject([{ score: 0.6 }]);
    const old = (type: string, likelihood: number): string =>
      `<tt:Type>${type}</tt:Type><tt:Likelihood>${likelihood}</tt:Likelihood>`;
    expect(
      kinds(
        `<tt:ClassCandidate>${old("Face", 0.2)}</tt:ClassCandidate><tt:ClassCandidate>${old("Human", 0.7)}</tt:ClassCandidate>`,
      ),
    ).toEqual([{ id: "1", box: [250, 200, 250, 400], score: 0.7 }]);
    expect(
      kinds(
        `<tt:ClassCandidate>${old("Other", 0.1)}</tt:ClassCandidate><tt:Extension><tt:OtherTypes>${old("Trolley", 0.8)}</tt:OtherTypes></tt:Extension>`,
      ),
    ).toMatchObject([{ class: "Trolley", score: 0.8 }]);
  });

  it("applies the transformation of the specification's example", () => {
    const frame = `<tt:Transformation><tt:Translate x="-1.0" y="-1.0"/><tt:Scale x="0.003125" y="0.00416667"/></tt:Transformation>`;
    const object = sampleObject({ id: 12, type: "Human", box: [20, 80, 100, 30] });
    const parser = createMetadataParser({ width: 640, height: 480 });
    // 20 to 100 from the left and 30 to 80 from the bottom of 640 × 480 pixels.
    expect(parser.parse(sampleDocument(sampleFrame(frame + object)))?.frames[0]?.objects).toEqual([
      { id: "12", box: [20, 400, 80, 50], score: 0.9 },
    ]);
  });

  it("applies an object's transformation within its frame's, also one that turns y over", () => {
    const frame = `<tt:Transformation><tt:Translate x="-1" y="1"/><tt:Scale x="0.002" y="-0.0025"/></tt:Transformation>`;
    const own = `<tt:Transformation><tt:Translate x="100" y="50"/><tt:Scale x="2" y="4"/></tt:Transformation>`;
    const object = sampleObject({ id: 1, type: "Human", box: [10, 20, 30, 40] }).replace(
      "<tt:Appearance>",
      `<tt:Appearance>${own}`,
    );
    expect(objects(sampleDocument(sampleFrame(frame + object)))).toEqual([
      { id: "1", box: [120, 130, 40, 80], score: 0.9 },
    ]);
  });

  it("lets boxes reach beyond the picture, but not five pictures away", () => {
    expect(objects(sampleMetadata([{ id: 1, type: "Human", box: [-1.2, 1.1, -0.8, 0] }]))).toMatchObject([
      { box: [-100, -40, 200, 440] },
    ]);
    expect(
      parse(
        sampleMetadata([
          { id: 1, type: "Human", box: [0, 0, 20, 0] },
          { id: 2, type: "Human" },
        ]),
      ),
    ).toMatchObject({
      broken: 1,
      frames: [{ objects: [{ id: "2" }] }],
    });
  });

  it("sees nothing where an object has no shape", () => {
    expect(parse(sampleDocument(sampleFrame('<tt:Object ObjectId="3"/>')))).toMatchObject({
      broken: 0,
      frames: [{ objects: [] }],
    });
  });

  it("takes the centre of a part that has no box", () => {
    const head = sampleObject({ id: 2, type: "Head", parent: 1, box: [0.2, 0.2, 0.2, 0.2] }).replace(
      /<tt:BoundingBox[^>]*>/,
      "",
    );
    expect(objects(sampleDocument(sampleFrame(sampleObject({ id: 1, type: "Human" }) + head)))).toMatchObject([
      { head: [600, 320] },
    ]);
  });

  it.each([
    ["no number", 'left="-0.5"', 'left="a"'],
    ["a number in hexadecimal", 'left="-0.5"', 'left="0x1"'],
    ["an infinite number", 'left="-0.5"', 'left="1e999"'],
    ["no edge", 'left="-0.5" ', ""],
    ["a likelihood over 1", 'Likelihood="0.9"', 'Likelihood="90"'],
    ["a likelihood under 0", 'Likelihood="0.9"', 'Likelihood="-0.1"'],
    ["a likelihood that is none", 'Likelihood="0.9"', 'Likelihood="high"'],
  ])("throws an object with %s away, and does not say that nobody was seen", (_, from, to) => {
    const broken = sampleObject({ id: 1, type: "Human" }).replace(from, to);
    expect(parse(sampleDocument(sampleFrame(broken)))).toEqual({ frames: [], events: [], broken: 1 });
    const both = sampleFrame(broken + sampleObject({ id: 2, type: "Human" }));
    expect(parse(sampleDocument(both))).toMatchObject({ broken: 1, frames: [{ objects: [{ id: "2" }] }] });
  });

  it("throws a frame away whose transformation is no numbers", () => {
    const frame = '<tt:Transformation><tt:Scale x="a" y="1"/></tt:Transformation>';
    expect(parse(sampleDocument(sampleFrame(frame + sampleObject({ id: 1, type: "Human" }))))).toEqual({
      frames: [],
      events: [],
      broken: 1,
    });
  });

  it("gives every frame of a document with several", () => {
    const document = sampleDocument(
      sampleFrame("", "2026-11-22T10:00:00Z") +
        sampleFrame(sampleObject({ id: 1, type: "Human" }), "2026-11-22T10:00:01Z"),
    );
    expect(parse(document)?.frames.map(({ at, objects: found }) => [at! % 60_000, found.length])).toEqual([
      [0, 0],
      [1_000, 1],
    ]);
  });

  it("knows elements by namespace, not by prefix", () => {
    const other = sampleMetadata([{ id: 1, type: "Human" }])
      .replaceAll("tt:", "q:")
      .replace("xmlns:tt", "xmlns:q");
    expect(objects(other)).toHaveLength(1);
    const bare = sampleMetadata([{ id: 1, type: "Human" }])
      .replaceAll("tt:", "")
      .replace("xmlns:tt", "xmlns");
    expect(objects(bare)).toHaveLength(1);
    expect(parse(sampleMetadata([]).replace("http://www.onvif.org/ver10/schema", "urn:x"))).toBeUndefined();
  });

  it("leaves alone what it does not know, deletions and behaviour", () => {
    const more = '<tt:ObjectTree><tt:Delete ObjectId="4"/></tt:ObjectTree><v:Object xmlns:v="urn:v" ObjectId="9"/>';
    const object = sampleObject({ id: 1, type: "Human" }).replace(
      "</tt:Appearance>",
      "</tt:Appearance><tt:Behaviour><tt:Idle/></tt:Behaviour>",
    );
    expect(objects(sampleDocument(`<tt:PTZ><tt:PTZStatus/></tt:PTZ>${sampleFrame(object + more)}`))).toHaveLength(1);
  });

  it("gives events with their topic without prefixes", () => {
    const event = sampleEvent("tns1:RuleEngine/tnsx:LineDetector/Crossed", {
      Source: { Rule: "door" },
      Data: { ObjectId: "5", Direction: "Left" },
    });
    expect(parse(sampleDocument(event))).toEqual({
      frames: [],
      broken: 0,
      events: [
        {
          topic: "RuleEngine/LineDetector/Crossed",
          at: Date.parse("2026-11-22T10:00:00Z"),
          operation: "Changed",
          source: { Rule: "door" },
          key: {},
          data: { ObjectId: "5", Direction: "Left" },
        },
      ],
    });
  });

  it("refuses an event with more items than one has, and takes any name for one", () => {
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`n${index}`, "v"]));
    expect(parse(sampleDocument(sampleEvent("a", { Data: many })))).toBeUndefined();
    const names = parse(
      sampleDocument(
        sampleEvent("a", { Data: { constructor: "1" } }).replace('Name="constructor"', 'Name="__proto__"'),
      ),
    );
    expect(Object.entries(names?.events[0]?.data ?? {})).toEqual([["__proto__", "1"]]);
  });

  it("counts broken documents and reads the next one", () => {
    const parser = createMetadataParser(size);
    const good = sampleMetadata([{ id: 1, type: "Human" }]);
    for (const bad of [good.slice(0, -5), `<!DOCTYPE x>${good}`, "", `<r ${tt}/>`, "x".repeat(1_100_000)]) {
      expect(parser.parse(bad)).toBeUndefined();
      expect(parser.parse(good)?.frames).toHaveLength(1);
    }
    expect(parser.brokenDocuments).toBe(5);
  });

  it("survives 20,000 mutated documents and invents nobody of a size that cannot be", () => {
    const random = seededRandom(11);
    const parser = createMetadataParser(size);
    const good = sampleDocument(
      sampleFrame(
        [1, 2]
          .map((id) => sampleObject({ id, type: "Human" }) + sampleObject({ id: id + 10, type: "Head", parent: id }))
          .join(""),
      ) +
        sampleEvent("tns1:RuleEngine/LineDetector/Crossed", { Source: { Rule: "door" }, Data: { Direction: "Left" } }),
    );
    const bytes = new TextEncoder().encode(good);
    for (let round = 0; round < 20_000; round += 1) {
      const found = parser.parse(Buffer.from(mutate(bytes, random)).toString());
      for (const { box, score, head } of found?.frames.flatMap(({ objects: each }) => each) ?? []) {
        expect([...box, ...(head ?? []), score].every(Number.isFinite)).toBe(true);
        expect(box[2] >= 0 && box[3] >= 0 && score >= 0 && score <= 1).toBe(true);
      }
    }
    expect(parser.brokenDocuments).toBeGreaterThan(5_000);
    expect(parser.parse(good)?.frames[0]?.objects).toHaveLength(2);
  });

  it("puts any box where the formula of the specification says", () => {
    const edge = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(edge, edge, edge, edge, (left, top, right, bottom) => {
        const [found] = parse(sampleMetadata([{ id: 1, type: "Human", box: [left, top, right, bottom] }]))!.frames[0]!
          .objects;
        const u = ((Math.min(left, right) + 1) / 2) * size.width;
        const v = ((1 - Math.max(top, bottom)) / 2) * size.height;
        expect(found!.box[0]).toBeCloseTo(u, 1);
        expect(found!.box[1]).toBeCloseTo(v, 1);
        expect(found!.box[2]).toBeCloseTo((Math.abs(right - left) / 2) * size.width, 1);
        expect(found!.box[3]).toBeCloseTo((Math.abs(top - bottom) / 2) * size.height, 1);
      }),
    );
  });
});
