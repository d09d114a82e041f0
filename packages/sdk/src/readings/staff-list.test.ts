import { describe, expect, it } from "vitest";
import { staffByList } from "./staff-list.ts";

describe("a list of staff", () => {
  const isStaff = staffByList(["STAFF-*", "BOSS"]);

  it("knows whole credentials, and no longer ones", () => {
    expect([isStaff("BOSS"), isStaff("BOSS-2"), isStaff("BOS")]).toEqual([true, false, false]);
  });

  it("knows all that begin as an entry with a star does", () => {
    expect([isStaff("STAFF-1"), isStaff("STAFF-"), isStaff("STAFF"), isStaff("MY-STAFF-1")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("is nobody where it is empty", () => {
    expect(staffByList([])("STAFF-1")).toBe(false);
  });
});
