import { afterEach, describe, expect, it } from "vitest";
import type { Hello, Mark, WireItem } from "../../../src/wire/index.ts";
import { fakeAddress } from "../testing/fake-address.ts";
import { fakeServer, token } from "../testing/fake-server.ts";
import { frameAt, start } from "../testing/fake-tape.ts";
import { fakeTimers, settle } from "../testing/fake-timers.ts";
import { createPageModel } from "./create-page-model.ts";
import type { ShellModel } from "./shell-model.ts";

const models: ShellModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.close();
});

async function open(
  mode: Hello["mode"],
  { hash = "", seconds = 60, read = 60, locked = false, kept: before = {} } = {},
) {
  const server = fakeServer(mode, seconds, read);
  server.locked = locked;
  const timers = fakeTimers();
  const address = fakeAddress(hash);
  const kept = new Map<string, string>(Object.entries(before));
  const choices = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, v: string) => void kept.set(key, v),
  };
  const base = "http://127.0.0.1:4870/";
  let keys = 0;
  const model = createPageModel({
    base,
    fetcher: server.fetcher,
    timers,
    address,
    choices,
    newKey: () => `key ${++keys}`,
  });
  models.push(model);
  const pass = async (ms: number) => {
    for (let i = 0; i < ms; i += 50) {
      timers.pass(50);
      await settle();
    }
  };
  const say = async (...items: WireItem[]) => {
    server.say(...items);
    await settle();
  };
  const at = () => (model.t.value - start) / 1_000;
  await settle();
  await pass(100);
  return { server, timers, address, kept, model, pass, say, at };
}

const frame = (ms: number): WireItem => ({ k: "frame", t: start + ms, frame: frameAt(start + ms) });
const opened = (id: number, session: string): WireItem => {
  const event = { id, at: start, type: "session.opened", session, credential: null, gate: null } as const;
  return { k: "event", t: start + 100, event };
};
const tapeItem = (range: Hello["tape"], marks: readonly Mark[] = []): WireItem => ({
  k: "tape",
  t: start,
  range,
  marks,
});

describe("a page of a store that lives", () => {
  it("connects, follows the floor and shows what is said within a tenth of a second", async () => {
    const { model, say, pass } = await open("live");
    expect(model.connection.value).toBe("connected");
    expect(model.live.value).toBe(true);
    for (let ms = 60_000; ms < 61_000; ms += 100) {
      await say(frame(ms));
      await pass(100);
    }
    expect(model.floor(0).people).toHaveLength(1);
    await say(opened(1, "S-1"));
    await pass(100);
    expect(model.state.value.sessions.map(({ id }) => id)).toEqual(["S-1"]);
  });

  it("goes back on the tape, and lives again", async () => {
    const { model, say, at, server, pass } = await open("live");
    await say(frame(60_000), opened(9, "S-9"));
    model.seek(start + 25_000);
    await pass(100);
    expect(model.live.value).toBe(false);
    expect(at()).toBeCloseTo(25, 0);
    expect(model.state.value.sessions.map(({ id }) => id)).toEqual(["S-0", "S-1", "S-2"]);
    expect(server.asked).toContain("chunks/2");
    model.goLive();
    expect(model.live.value).toBe(true);
    expect(model.state.value.sessions.map(({ id }) => id)).toEqual(["S-9"]);
  });

  it("lives again by itself when it has caught up", async () => {
    const { model, say, pass } = await open("live");
    await say(frame(60_000));
    model.seek(start + 55_000);
    await pass(100);
    model.setSpeed(10);
    await pass(2_000);
    expect(model.live.value).toBe(true);
    expect(model.speed.value).toBe(1);
  });

  it("goes on when the store's clock is set back, and forgets what was marked by the old one", async () => {
    const { model, say, pass, at, server } = await open("live");
    const mark: Mark = { t: start + 59_000, at: start + 59_000, kind: "pick", text: "1 × Bar" };
    await say(frame(60_000), tapeItem(server.hello.tape, [mark]));
    expect(model.marks.value).toEqual([mark]);
    const back = { from: start - 3_600_000, from0: start - 3_600_000, until: start - 3_599_900 };
    await say(frame(-3_599_900), tapeItem({ ...server.hello.tape, ...back }));
    expect(model.marks.value).toEqual([]);
    await say(frame(-3_599_800));
    await pass(200);
    expect(at()).toBeCloseTo(-3_599.9, 0);
    model.seek(start - 3_599_900);
    expect(model.live.value).toBe(false);
    await say(
      tapeItem({
        ...server.hello.tape,
        ...back,
        from: start - 7_200_000,
        from0: start - 7_200_000,
        until: start - 7_100_000,
      }),
    );
    await pass(100);
    expect(at()).toBe(-7_100);
  });

  it("stands still where it was paused", async () => {
    const { model, say, pass, at } = await open("live");
    for (let ms = 57_000; ms <= 58_000; ms += 100) {
      await say(frame(ms));
      await pass(100);
    }
    const before = at();
    model.pause();
    await pass(1_000);
    await say(frame(60_000));
    await pass(1_000);
    expect(model.playing.value).toBe(false);
    expect(at()).toBeCloseTo(before, 0);
  });

  it("says that the connection is lost, tries again and catches up without telling marks twice", async () => {
    const { model, server, say, pass } = await open("live");
    const mark: Mark = { t: start, at: start, kind: "pick", text: "1 × Oat Bar" };
    await say(tapeItem(server.hello.tape, [mark]));
    server.down = true;
    server.hangUp();
    await pass(500);
    expect(model.connection.value).toBe("lost");
    server.down = false;
    await pass(10_000);
    expect(model.connection.value).toBe("connected");
    await say(tapeItem(server.hello.tape, [mark]));
    expect(model.marks.value).toEqual([mark]);
  });

  it("takes a stream that says nothing for too long for dead", async () => {
    const { model, pass, server } = await open("live");
    const before = server.asked.filter((path) => path === "stream").length;
    await pass(45_000);
    expect(server.asked.filter((path) => path === "stream").length).toBeGreaterThan(before);
    expect(model.connection.value).toBe("connected");
  });

  it("asks for the token, and opens with the right one", async () => {
    const { model } = await open("live", { locked: true });
    expect(model.connection.value).toBe("unauthorised");
    expect(await model.login("guess")).toBe(false);
    expect(model.connection.value).toBe("unauthorised");
    expect(await model.login(token)).toBe(true);
    await settle();
    expect(model.connection.value).toBe("connected");
  });

  it("offers to log out only where somebody logged in, and then asks for the token again", async () => {
    const { model, kept } = await open("live", { locked: true });
    expect(model.loggedIn.value).toBe(false);
    await model.login(token);
    await settle();
    expect(model.loggedIn.value).toBe(true);
    expect([...kept.values()].join()).not.toContain(token);
    await model.logout();
    await settle();
    expect(model.connection.value).toBe("unauthorised");
    expect(model.loggedIn.value).toBe(false);
  });

  it("knows of its login after it was loaded again, and says where it could not be ended", async () => {
    const { model, server } = await open("live", { kept: { "aisle.login": "yes" } });
    expect(model.loggedIn.value).toBe(true);
    server.down = true;
    await model.logout();
    expect(model.loggedIn.value).toBe(true);
    expect(model.notice.value).toMatch(/^You are still logged in\./);
  });

  it("says what a link names and is not there, until time is moved", async () => {
    const { model, pass } = await open("replay", { hash: "#t=1000&session=s9999" });
    await pass(500);
    expect(model.notice.value).toMatch(/before the recording.*s9999, is not known/);
    expect(model.selection.value).toBeUndefined();
    model.step(1);
    expect(model.notice.value).toBeUndefined();
  });

  it("says nothing of a link to what is there", async () => {
    const { model, pass } = await open("replay", { hash: `#t=${start + 25_000}&session=S-1` });
    await pass(500);
    expect(model.notice.value).toBeUndefined();
    expect(model.selection.value).toEqual({ kind: "session", id: "S-1" });
  });

  it("refuses a server that speaks another version", async () => {
    const { model, server, pass } = await open("live");
    server.hello = { ...server.hello, version: 2 as unknown as 1 };
    server.hangUp();
    await pass(1_000);
    expect(model.connection.value).toBe("incompatible");
    const asked = server.asked.length;
    await pass(20_000);
    expect(server.asked).toHaveLength(asked);
  });

  it("sends each command with a key of its own", async () => {
    const { model, server } = await open("live");
    expect(await model.command({ device: "gate-1", command: "free", input: {} })).toEqual({ outcome: "done" });
    await model.command({ device: "gate-1", command: "free", input: {} });
    expect(server.posted).toMatchObject([{ key: "key 1" }, { key: "key 2" }]);
  });

  it("says what went wrong, with the remedy", async () => {
    const { model, server } = await open("live");
    server.down = true;
    await expect(model.command({ device: "gate-1", command: "free", input: {} })).rejects.toMatchObject({
      name: "WireFailure",
      code: "page.no-answer",
    });
    server.down = false;
    server.locked = true;
    await expect(model.plates("g1/s1")).rejects.toMatchObject({
      code: "console-token-missing",
      remedy: "Ask.",
      status: 401,
    });
  });

  it("keeps which layers are drawn, and knows no rubbish; what cameras see is drawn only for who asks", async () => {
    const { model, kept } = await open("live");
    expect(model.overlays.value).toMatchObject({ trails: true, cameras: false });
    model.overlays.value = { ...model.overlays.value, trails: false, cameras: true };
    expect(JSON.parse(kept.get("aisle.overlays") ?? "")).toMatchObject({ trails: false, cameras: true });
    const again = await open("live", { kept: { "aisle.overlays": '{"trails":false,"zones":"no","evil":true}' } });
    expect(again.model.overlays.value).toEqual({ ...model.overlays.value, cameras: false });
    const broken = await open("live", { kept: { "aisle.overlays": "{" } });
    expect(broken.model.overlays.value.trails).toBe(true);
  });

  it("keeps the theme", async () => {
    const { model, kept } = await open("live");
    model.theme.value = "dark";
    expect(kept.get("aisle.theme")).toBe("dark");
  });
});

describe("a page of a recording", () => {
  it("plays from the start by itself, and tells listeners what comes by", async () => {
    const { model, pass, at } = await open("replay");
    const items: WireItem[] = [];
    model.onItem((item) => items.push(item));
    await pass(3_000);
    expect(model.playing.value).toBe(true);
    expect(at()).toBeCloseTo(3.1, 0);
    expect(items.filter(({ k }) => k === "note")).toHaveLength(3);
  });

  it("stands at the moment that the address names, with what was chosen", async () => {
    const { model, at, pass } = await open("replay", { hash: `#t=${start + 32_000}&session=S-1&panel=devices` });
    await pass(1_000);
    expect(at()).toBe(32);
    expect(model.playing.value).toBe(false);
    expect(model.selection.value).toEqual({ kind: "session", id: "S-1" });
    expect(model.panel.value).toBe("devices");
    expect(model.link()).toBe(`http://127.0.0.1:4870/#t=${start + 32_000}&session=S-1&panel=devices`);
  });

  it("writes jumps and choices into the address, and goes back", async () => {
    const { model, address, pass, at } = await open("replay");
    model.pause();
    await pass(2_000);
    model.seek(start + 20_000);
    await pass(2_000);
    model.selection.value = { kind: "session", id: "S-1" };
    await pass(2_000);
    model.seek(start + 40_000);
    await pass(2_000);
    expect(address.read()).toBe(`#t=${start + 40_000}&session=S-1`);
    address.back();
    await pass(200);
    expect(at()).toBe(20);
    expect(model.selection.value).toEqual({ kind: "session", id: "S-1" });
    address.back();
    expect(model.selection.value).toBeUndefined();
  });

  it("makes one step of the history of a drag", async () => {
    const { model, address, pass } = await open("replay");
    model.pause();
    await pass(2_000);
    const before = address.history.length;
    for (let ms = 0; ms < 30_000; ms += 100) model.seek(start + ms);
    expect(address.history.length).toBe(before + 1);
  });

  it("jumps from mark to mark of the kinds that are asked for", async () => {
    const { model, server, say, pass, at } = await open("replay");
    model.pause();
    const mark = (second: number, kind: Mark["kind"]): Mark => {
      const t = start + second * 1_000;
      return { t, at: t, kind, text: kind, interaction: `i${second}`, session: "S-0" };
    };
    await say(tapeItem(server.hello.tape, [mark(10, "pick"), mark(20, "review"), mark(30, "return")]));
    model.jump(1, ["pick", "return"]);
    await pass(100);
    expect(at()).toBe(10);
    model.selection.value = { kind: "interaction", id: "i10" };
    model.jump(1, ["pick", "return"]);
    await pass(100);
    expect(at()).toBe(30);
    expect(model.selection.value).toMatchObject({ id: "i30", session: "S-0" });
    model.jump(-1, ["review"]);
    await pass(100);
    expect(at()).toBe(20);
    model.jump(-1, ["review"]);
    await pass(100);
    expect(at()).toBe(20);
  });

  it("steps by a tenth of a second, and stops", async () => {
    const { model, pass, at } = await open("replay", { hash: `#t=${start + 10_000}` });
    model.step(1);
    await pass(100);
    expect(at()).toBe(10.1);
    model.step(-1);
    model.step(-1);
    await pass(300);
    expect(at()).toBe(9.9);
    expect(model.playing.value).toBe(false);
  });

  it("pauses at its end, and plays from the start again", async () => {
    const { model, pass, at } = await open("replay", { hash: `#t=${start + 59_000}` });
    model.play();
    await pass(3_000);
    expect(at()).toBe(60);
    expect(model.playing.value).toBe(false);
    model.play();
    await pass(1_000);
    expect(at()).toBeLessThan(2);
  });

  it("says that a moment is provisional until it was read", async () => {
    const { model, server, pass, say } = await open("replay", { read: 12 });
    model.seek(start + 45_000);
    await pass(100);
    expect(model.provisional.value).toBe(true);
    server.tape.read = 60;
    await say(tapeItem(server.tape.range()));
    await pass(1_000);
    expect(model.provisional.value).toBe(false);
    expect(model.state.value.sessions).toHaveLength(5);
  });

  it("lets the plate of a pick flash when it jumps to it", async () => {
    const { model, pass, timers } = await open("replay");
    model.pause();
    model.seek(start + 9_500);
    await pass(100);
    expect(model.floor(timers.now()).flashes).toMatchObject([{ plates: ["g1/s1/p1"] }]);
  });
});
