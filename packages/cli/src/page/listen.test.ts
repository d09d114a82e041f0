import { AisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { listenOnFreePort } from "./listen.ts";

const host = "127.0.0.1";

/** A machine where these ports are taken; what it was asked for is in `tried`. */
function machine(...taken: number[]) {
  const tried: number[] = [];
  const listen = async (port: number): Promise<number> => {
    tried.push(port);
    if (!taken.includes(port)) return port;
    const cause = Object.assign(new TypeError(`port ${port}`), { code: "EADDRINUSE" });
    throw new AisleError("some-code", "cannot listen", { category: "transport", cause });
  };
  return { tried, listen };
}

describe("the port of a page", () => {
  it("is 4870, or the next that is free", async () => {
    expect(await listenOnFreePort({ host }, machine().listen)).toBe(4870);
    const some = machine(4870, 4871);
    expect(await listenOnFreePort({ host }, some.listen)).toBe(4872);
    expect(some.tried).toEqual([4870, 4871, 4872]);
  });

  it("is looked for up to 4899 and no further", async () => {
    const all = machine(...Array.from({ length: 100 }, (_, index) => 4870 + index));
    await expect(listenOnFreePort({ host }, all.listen)).rejects.toMatchObject({ code: "page-port-taken" });
    expect(all.tried).toHaveLength(30);
    expect(all.tried.at(-1)).toBe(4899);
  });

  it("is the one that was named, and no other", async () => {
    const one = machine(8080);
    await expect(listenOnFreePort({ host, port: 8080 }, one.listen)).rejects.toMatchObject({ code: "some-code" });
    expect(one.tried).toEqual([8080]);
    expect(await listenOnFreePort({ host, port: 8081 }, one.listen)).toBe(8081);
  });

  it("is not to blame for other errors, which come as they are", async () => {
    const wrong = new TypeError("no such certificate");
    await expect(listenOnFreePort({ host }, () => Promise.reject(wrong))).rejects.toBe(wrong);
  });
});
