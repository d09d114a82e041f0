import { describe, expect, it } from "vitest";
import { DocumentError } from "../settings/index.ts";
import { parseStoreModel, readStoreFile, readStoreModel } from "./index.ts";

type Raw = Record<string, unknown>;

const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function store(changes: Raw = {}): Raw {
  return {
    format: "aisle-store/1",
    name: "corner",
    currency: "EUR",
    floor: [
      [0, 0],
      [4, 0],
      [4, 3],
    ],
    gates: [{ id: "gate-1", at: [0, 1], inward: [1, 0], width: 0.9, scanner: "scanner-1" }],
    cameras: [
      {
        id: "cam-1",
        width: 640,
        height: 480,
        fps: 10,
        K: [
          [500, 0, 320],
          [0, 500, 240],
          [0, 0, 1],
        ],
        R: identity,
        t: [0, 0, 3],
      },
    ],
    shelves: [
      { id: "g1", rateHz: 25, plates: [{ id: "g1/s1/p1", center: [1, 2, 0.5], size: [0.3, 0.4], facing: [0, -1] }] },
    ],
    products: [{ gtin: "4012345678901", name: "Tea", weight: 120, weightSd: 1, unitPrice: 249 }],
    planogram: [{ gtin: "04012345678901", plates: ["g1/s1/p1"] }],
    ...changes,
  };
}

function problemsOf(read: () => unknown): DocumentError["problems"] {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    expect((error as DocumentError).code).toBe("store-model-invalid");
    return (error as DocumentError).problems;
  }
  return [];
}

/** The messages of a store file, laid out with one entry a line. */
function messages(changes: Raw): readonly string[] {
  return problemsOf(() => readStoreModel(JSON.stringify(store(changes), undefined, 1), { file: "store.json" })).map(
    ({ message }) => message,
  );
}

describe("a store file", () => {
  it("is read from JSON, with missing lists empty", () => {
    const model = readStoreModel(JSON.stringify(store()), { file: "store.json" });
    expect(model.zones).toEqual([]);
    expect(model.shelves[0]?.plates[0]?.id).toBe("g1/s1/p1");
    expect(model.gates[0]?.scanner).toBe("scanner-1");
    expect(model).not.toHaveProperty("format");
  });

  it("is read from YAML as well", () => {
    const text = "format: aisle-store/1\nname: corner\ncurrency: EUR\nfloor: [[0, 0], [4, 0], [4, 3]]\n";
    expect(readStoreModel(text, { file: "store.yaml" }).floor).toHaveLength(3);
  });

  it("may be a scene's, with its opening times", () => {
    const units = { length: "m", mass: "g", time: "ms since the Unix epoch", price: "cents" };
    const text = JSON.stringify(store({ format: "store-scene/1", units, opensAt: 5, closesAt: 9 }));
    expect(readStoreFile(text, { file: "store.json" })).toMatchObject({
      format: "store-scene/1",
      opensAt: 5,
      closesAt: 9,
    });
  });

  it("answers an unknown key with file, line, path and the nearest valid key", () => {
    const text = '{\n"format": "aisle-store/1",\n"name": "corner",\n"curency": "EUR",\n"floor": [[0,0],[4,0],[4,3]]}';
    const problems = problemsOf(() => readStoreModel(text, { file: "shop/store.json" }));
    const unknown = problems.find(({ path }) => path[0] === "curency");
    expect(unknown).toMatchObject({ line: 4, hint: "did you mean `currency`?" });
    expect(unknown?.message).toMatch(
      /^shop\/store.json:4 curency: expected one of format, name, .* got the unknown key/,
    );
  });

  it("answers an unknown key deep inside with the keys of that place", () => {
    const gate = { id: "gate-1", at: [0, 1], inwards: [1, 0], inward: [1, 0], width: 1 };
    expect(messages({ gates: [gate] })[0]).toMatch(/gates\[0\]\.inwards: .*did you mean `inward`/);
  });

  it("says what was expected and what was there", () => {
    const product = { gtin: "4012345678901", name: "Tea", weight: "120 g", weightSd: -1, unitPrice: 2.49 };
    expect(messages({ products: [product] })).toEqual([
      expect.stringMatching(/products\[0\]\.weight: expected grams above 0, got "120 g"$/),
      expect.stringMatching(/products\[0\]\.weightSd: expected grams, 0 or more, got -1$/),
      expect.stringMatching(/products\[0\]\.unitPrice: expected whole minor units.*got 2\.49$/),
    ]);
  });

  it("names the line around a value that is missing", () => {
    const text =
      '{"format": "aisle-store/1", "name": "corner", "currency": "EUR",\n"floor": [[0,0],[4,0],[4,3]],\n"gates": [\n{"id": "gate-1", "at": [0, 1], "inward": [1, 0]}]}';
    expect(problemsOf(() => readStoreModel(text, { file: "s.json" }))).toEqual([
      expect.objectContaining({ line: 4, path: ["gates", 0, "width"], got: "nothing" }),
    ]);
  });

  it("asks for quotes around a GTIN that YAML took for a number", () => {
    const text =
      "format: aisle-store/1\nname: x\ncurrency: EUR\nfloor: [[0,0],[4,0],[4,3]]\nproducts:\n - { gtin: 044000006778, name: a, weight: 1, weightSd: 0, unitPrice: 1 }\n";
    expect(problemsOf(() => readStoreModel(text, { file: "s.yaml" }))[0]).toMatchObject({
      line: 6,
      expected: expect.stringContaining("in quotes") as string,
    });
  });

  it("collects every problem of a file but lists no more than twenty", () => {
    const products = Array.from({ length: 30 }, () => ({ gtin: "1", name: "x", weight: 1, weightSd: 0, unitPrice: 1 }));
    const read = () => parseStoreModel(store({ products }));
    expect(problemsOf(read)).toHaveLength(20);
    expect(read).toThrow(/store has 30 problems.*and 10 more/s);
  });

  it.each([
    [
      "a facing that is no unit vector",
      { gates: [{ id: "g", at: [0, 0], inward: [1, 1], width: 1 }] },
      /gates\[0\]\.inward: expected a unit vector/,
    ],
    [
      "a floor of two points",
      {
        floor: [
          [0, 0],
          [1, 1],
        ],
      },
      /floor: expected at least 3 points/,
    ],
    [
      "a number that is not finite",
      {
        floor: [
          [0, 0],
          [1, null],
          [1, 1],
        ],
      },
      /floor\[1\]\[1\]: expected a finite number of metres, got null/,
    ],
    [
      "a planogram with an unknown plate",
      { planogram: [{ gtin: "4012345678901", plates: ["g1/s1/p2"] }] },
      /plates\[0\]: expected the id of a plate.*did you mean "g1\/s1\/p1"/,
    ],
    [
      "a planogram with an unknown product",
      { planogram: [{ gtin: "4012345678902", plates: ["g1/s1/p1"] }] },
      /planogram\[0\]\.gtin: expected the GTIN of a product/,
    ],
    [
      "a scanner that is a camera",
      { gates: [{ id: "g", at: [0, 0], inward: [1, 0], width: 1, scanner: "cam-1" }] },
      /scanner: expected the id of a scanner, got "cam-1", which is cameras\[0\]\.id/,
    ],
    [
      "one id for two devices",
      { ceilings: [{ id: "g1", fps: 15 }] },
      /shelves\[0\]\.id: expected a device id .* got "g1", which is ceilings\[0\]\.id already/,
    ],
    [
      "a format from elsewhere",
      { format: "store/2" },
      /format: expected "aisle-store\/1" or "store-scene\/1", got "store\/2"/,
    ],
    ["closing before opening", { opensAt: 10, closesAt: 5 }, /closesAt: expected a time that is not before/],
  ] as const)("refuses %s", (_, changes, message) => {
    expect(messages(changes)[0]).toMatch(message);
  });

  it("compares GTINs padded to 14 digits", () => {
    const tea = { gtin: "4012345678901", name: "Tea", weight: 120, weightSd: 1, unitPrice: 249 };
    expect(messages({ products: [tea, { ...tea, gtin: "04012345678901" }] })[0]).toMatch(
      /products\[1\]\.gtin: .*products\[0\]\.gtin already/,
    );
  });

  it.each([
    [
      "a scaled rotation",
      "R",
      [
        [1.1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      "a mirrored rotation",
      "R",
      [
        [-1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      "a focal length of 0",
      "K",
      [
        [0, 0, 320],
        [0, 500, 240],
        [0, 0, 1],
      ],
    ],
    [
      "transposed intrinsics",
      "K",
      [
        [500, 0, 0],
        [0, 500, 0],
        [320, 240, 1],
      ],
    ],
  ])("refuses a camera with %s", (_, key, matrix) => {
    const [camera] = store()["cameras"] as Raw[];
    expect(messages({ cameras: [{ ...camera, [key]: matrix }] })).toEqual([
      expect.stringContaining(`cameras[0].${key}: expected`),
    ]);
  });

  it("names the line of a text that is neither JSON nor YAML", () => {
    const problems = problemsOf(() =>
      readStoreModel('{\n"format": "aisle-store/1",\n"floor": [[0, 0]', { file: "s.json" }),
    );
    expect(problems[0]).toMatchObject({ expected: "YAML or JSON", line: 3 });
  });

  it("refuses an empty file and a list", () => {
    expect(problemsOf(() => readStoreModel("", { file: "s.json" }))[0]).toMatchObject({
      expected: "a store (an object)",
    });
    expect(problemsOf(() => readStoreModel("[]", { file: "s.json" }))[0]).toMatchObject({
      expected: "a store (an object)",
    });
  });
});
