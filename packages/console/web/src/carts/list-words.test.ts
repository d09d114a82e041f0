import { describe, expect, it } from "vitest";
import { countWords, emptyWords } from "./list-words.ts";

describe("a list of carts in words", () => {
  it("counts what is shown of how many, and what is known of all", () => {
    expect(countWords(15, 15, 15, false)).toBe("15");
    expect(countWords(1, 15, 15, true)).toBe("1 of 15");
    expect(countWords(0, 0, 0, true)).toBe("0");
    expect(countWords(50, 50, 120, false)).toBe("the last 50 of 120");
    expect(countWords(2, 50, 120, true)).toBe("2 of the last 50 of 120");
  });

  it("says whether nothing is there, nothing matches, or nothing is known yet", () => {
    expect(emptyWords("cart", 0, false)).toBe("Nobody is shopping at this moment.");
    expect(emptyWords("cart", 3, false)).toBe("No open cart matches at this moment.");
    expect(emptyWords("receipt", 0, false)).toBe("No receipt has been issued yet.");
    expect(emptyWords("receipt", 3, false)).toBe("No receipt matches at this moment.");
    expect(emptyWords("cart", 0, true)).toBe("Carts are not known yet: the recording is still being read.");
    expect(emptyWords("receipt", 0, true)).toBe("Receipts are not known yet: the recording is still being read.");
  });
});
