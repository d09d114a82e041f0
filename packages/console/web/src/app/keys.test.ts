import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { PageModel, Selection } from "../client/page-model.ts";
import { type KeyPress, pressKey } from "./keys.ts";

function setUp(playing = true) {
  const done: string[] = [];
  const said =
    (name: string) =>
    (...values: unknown[]) =>
      void done.push([name, ...values.map(String)].join(" "));
  const model = {
    playing: signal(playing),
    speed: signal(1),
    panel: signal("carts"),
    selection: signal<Selection | undefined>({ kind: "session", id: "S-1" }),
    play: said("play"),
    pause: said("pause"),
    step: said("step"),
    jump: said("jump"),
    setSpeed: said("speed"),
    goLive: said("live"),
  } as unknown as PageModel;
  const panels = ["carts", "time", "devices", "install"] as const;
  const host = { panel: (index: number) => panels[index], help: said("help") };
  const press = (key: string, more: Partial<KeyPress> = {}) =>
    pressKey({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more }, model, host);
  return { model, done, press };
}

describe("a key", () => {
  it("does what the list of keys says", () => {
    const { press, done } = setUp();
    for (const key of [" ", "ArrowLeft", "ArrowRight", "[", "]", "n", "p", "l", "?", "/"])
      expect(press(key)).toBe(true);
    press("ArrowRight", { shiftKey: true });
    press("ArrowLeft", { shiftKey: true });
    expect(done).toEqual([
      "pause",
      "step -1",
      "step 1",
      "speed 0.5",
      "speed 2",
      "jump 1 review,revision",
      "jump -1 review,revision",
      "live",
      "help",
      "help",
      "jump 1 pick,return",
      "jump -1 pick,return",
    ]);
  });

  it("plays what is paused", () => {
    const { press, done } = setUp(false);
    press(" ");
    expect(done).toEqual(["play"]);
  });

  it("chooses the panel at its place, and nothing where there is none", () => {
    const { press, model } = setUp();
    expect(press("3")).toBe(true);
    expect(model.panel.value).toBe("devices");
    expect(press("5")).toBe(false);
    expect(model.panel.value).toBe("devices");
  });

  it("is left to the browser where it means nothing here, or goes with Ctrl, Alt or Meta", () => {
    const { press, done } = setUp();
    expect(press("x")).toBe(false);
    expect(press("l", { ctrlKey: true })).toBe(false);
    expect(press("1", { metaKey: true })).toBe(false);
    expect(press("ArrowLeft", { altKey: true })).toBe(false);
    expect(done).toEqual([]);
  });

  it("lets go of what is chosen, once", () => {
    const { press, model } = setUp();
    expect(press("Escape")).toBe(true);
    expect(model.selection.value).toBeUndefined();
    expect(press("Escape")).toBe(false);
  });
});
