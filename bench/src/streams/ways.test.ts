import { expect, it } from "vitest";
import { ways } from "./ways.ts";

it("each way takes readings along, and those with subscribers are heard", async () => {
  const { ways: all, heard, close } = await ways();
  for (const way of Object.values(all)) for (let k = 0; k < 50; k++) way();
  expect(Object.keys(all)).toHaveLength(4);
  // The RxJS chain and the hub tell each reading; idle plates make no events.
  expect(heard()).toBe(100);
  await close();
});
