import type { Hub } from "@aisle/sdk";
import { fakeProvider } from "@aisle/sdk/testing";
import { NEVER } from "rxjs";
import { expect, it } from "vitest";
import { freezers } from "../src/main.ts";

it("shows devices of a kind of one's own on a transport of one's own", async () => {
  expect(await freezers()).toEqual([
    "4 s: lid-1 opened",
    "8 s: lid-1 shut",
    "12 s: lid-2 opened",
    "16 s: lid-2 shut",
    "20 s: lid-1 opened",
    "lid-2 is online: locked",
  ]);
});

it("lets the compiler refuse what the kind does not have", () => {
  const wrong = (hub: Hub): unknown => [
    // @ts-expect-error a lid is locked, not opened
    hub.device("lid-1", "freezer-lid").commands.open,
    // @ts-expect-error there is no such kind
    hub.device("lid-1", "freezer-lit"),
    // @ts-expect-error a bus says what its lids did, not what it weighs
    fakeProvider("freezer-bus", { weights$: NEVER }),
  ];
  expect(wrong).toBeTypeOf("function");
});
