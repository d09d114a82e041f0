import type { Detection } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { all, startsAt } from "../onvif.fixture.ts";
import { parseXml, type XmlElement } from "../soap/index.ts";
import { createFrameWriter, type FrameCoordinates } from "./frame-xml.ts";
import { createObjectNumbers } from "./object-numbers.ts";

const width = 1280;
const height = 720;

function write(objects: readonly Detection[], coordinates: FrameCoordinates = "normalised") {
  const { xml, refused } = createFrameWriter(width, height, coordinates, createObjectNumbers()).write(
    startsAt,
    objects,
  );
  const root = parseXml(Buffer.from(xml));
  return { root, refused, frame: all(root, "Frame")[0], objects: all(root, "Object") };
}
const numbers = (element: XmlElement | undefined, ...names: string[]) =>
  names.map((name) => Number(element?.attributes.get(name)));
const person: Detection = { id: 7, box: [320, 180, 640, 360], score: 0.9 };

describe("a frame", () => {
  it("tells its time and nothing more when nobody is seen", () => {
    const { root, frame } = write([]);
    expect(root?.name).toBe("MetadataStream");
    expect(frame?.attributes.get("UtcTime")).toBe("2030-01-07T08:00:00.000Z");
    expect(frame?.children).toEqual([]);
  });

  it("gives a person's number, class, likelihood and box from -1 to 1 with y up", () => {
    const { objects } = write([person]);
    expect(objects).toHaveLength(1);
    expect(objects[0]?.attributes.get("ObjectId")).toBe("7");
    const [box] = all(objects[0], "BoundingBox");
    expect(numbers(box, "left", "top", "right", "bottom")).toEqual([-0.5, 0.5, 0.5, -0.5]);
    const [type] = all(objects[0], "Type");
    expect([type?.text, type?.attributes.get("Likelihood")]).toEqual(["Human", "0.9"]);
  });

  it("gives head and wrists as objects of their own, whose middle is the point", () => {
    const { objects } = write([
      {
        ...person,
        head: [640, 0],
        wrists: [
          [0, 720],
          [1280, 360],
          [1, 1],
        ],
      },
    ]);
    expect(objects.map((each) => all(each, "Type")[0]?.text)).toEqual(["Human", "Head", "Wrist", "Wrist"]);
    expect(objects.map((each) => each.attributes.get("Parent"))).toEqual([undefined, "7", "7", "7"]);
    const middles = objects.slice(1).map((each) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = numbers(
        all(each, "BoundingBox")[0],
        "left",
        "top",
        "right",
        "bottom",
      );
      return [(left + right) / 2, (top + bottom) / 2];
    });
    expect(middles).toEqual([
      [0, 1],
      [-1, -1],
      [1, 0],
    ]);
    expect(new Set(objects.map((each) => each.attributes.get("ObjectId"))).size).toBe(4);
  });

  it("in pixels says how to come from them to the same places", () => {
    const { frame, objects } = write([person], "pixels");
    const [translate] = all(frame, "Translate");
    const [scale] = all(frame, "Scale");
    const [dx = 0, dy = 0] = numbers(translate, "x", "y");
    const [sx = 0, sy = 0] = numbers(scale, "x", "y");
    const [left = 0, top = 0] = numbers(all(objects[0], "BoundingBox")[0], "left", "top");
    expect([left, top]).toEqual([320, 180]);
    expect([left * sx + dx, top * sy + dy]).toEqual([-0.5, 0.5]);
  });

  it("leaves out objects that are not made of numbers, and says how many", () => {
    const { objects, refused } = write([
      { ...person, box: [Number.NaN, 0, 1, 1] },
      person,
      { ...person, score: Infinity },
    ]);
    expect([objects.length, refused]).toEqual([1, 2]);
  });

  it("numbers an object without an id only where its parts have to name it", () => {
    const { objects } = write([
      { box: person.box, score: 1 },
      { box: person.box, score: 1, head: [5, 5] },
    ]);
    expect(objects[0]?.attributes.has("ObjectId")).toBe(false);
    expect(objects[2]?.attributes.get("Parent")).toBe(objects[1]?.attributes.get("ObjectId"));
    expect(objects[2]?.attributes.has("Parent")).toBe(true);
  });

  it("gives two objects of one id in a frame two numbers, each with its own parts", () => {
    const [first, second] = [0, 100].map((at) => ({
      id: 7,
      box: [at, 0, 10, 10] as const,
      score: 1,
      head: [at, 0] as const,
    }));
    const { objects } = write([first!, second!]);
    const [one, oneHead, other, otherHead] = objects.map(({ attributes }) => attributes);
    expect(one?.get("ObjectId")).toBe("7");
    expect(other?.get("ObjectId")).not.toBe("7");
    expect([oneHead?.get("Parent"), otherHead?.get("Parent")]).toEqual(["7", other?.get("ObjectId")]);
  });

  it("keeps every box to a hundredth of a pixel, whatever it is", () => {
    const pixels = fc.double({ min: -5_000, max: 5_000, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(pixels, pixels, pixels, pixels), (box) => {
        const [seen] = write([{ id: 1, box, score: 0.5 }]).objects;
        const [left = 0, top = 0, right = 0, bottom = 0] = numbers(
          all(seen, "BoundingBox")[0],
          "left",
          "top",
          "right",
          "bottom",
        );
        expect(((left + 1) / 2) * width).toBeCloseTo(box[0], 2);
        expect(((1 - top) / 2) * height).toBeCloseTo(box[1], 2);
        expect(((right - left) / 2) * width).toBeCloseTo(box[2], 2);
        expect(((top - bottom) / 2) * height).toBeCloseTo(box[3], 2);
      }),
    );
  });
});

describe("the numbers of objects", () => {
  it("are the ids where those are whole numbers, and stay the same for words", () => {
    const of = createObjectNumbers();
    expect([of.of(0), of.of(12)]).toEqual([0, 12]);
    const word = of.of("a");
    expect([of.of("b"), of.of("a"), of.of(1.5), of.fresh()]).toEqual([word + 1, word, word + 2, word + 3]);
  });

  it("do not grow without end", () => {
    const of = createObjectNumbers();
    const first = of.of("first");
    for (let each = 0; each < 4_096; each++) of.of(`word-${each}`);
    expect(of.of("first")).not.toBe(first);
  });
});
