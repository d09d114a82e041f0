import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cartLine, morning, receipt } from "../testing/samples.ts";
import { createReceiptsFile } from "./receipts-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-receipts-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the receipts file", () => {
  it("holds each receipt with its items and their units", () => {
    const unit = { at: morning, provisionalAt: morning + 100, confidence: 0.97, review: false, interaction: "i1" };
    const units = [
      { ...unit, settledAt: morning + 900 },
      { ...unit, review: true },
    ];
    const path = join(folder, "receipts.json");
    const file = createReceiptsFile(path, "--receipts");
    file.add(receipt({ lines: [cartLine("2000000000015", 2, { units })] }));
    file.add(receipt({ credential: null }));
    file.commit();
    expect(file.count).toBe(2);
    const times = { enteredAt: morning, exitedAt: morning + 60_000 };
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
      receipts: [
        {
          session: "s1",
          credential: "MEMBER-1",
          ...times,
          items: [
            {
              gtin: "2000000000015",
              quantity: 2,
              line: "line-2000000000015",
              units: [
                {
                  at: morning,
                  provisionalAt: morning + 100,
                  settledAt: morning + 900,
                  confidence: 0.97,
                  review: false,
                },
                { at: morning, provisionalAt: morning + 100, settledAt: null, confidence: 0.97, review: true },
              ],
            },
          ],
        },
        { session: "s1", credential: null, ...times, items: [] },
      ],
    });
  });

  it("is JSON also when there was no receipt", () => {
    const path = join(folder, "receipts.json");
    createReceiptsFile(path, "--receipts").commit();
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ receipts: [] });
  });

  it("is not there before it is whole, and leaves nothing when it is given up", () => {
    const path = join(folder, "receipts.json");
    const file = createReceiptsFile(path, "--receipts");
    file.add(receipt());
    expect(existsSync(path)).toBe(false);
    file.discard();
    file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});
