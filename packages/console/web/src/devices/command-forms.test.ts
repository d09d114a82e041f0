import { describe, expect, it } from "vitest";
import { commandForms, firstChoices } from "./command-forms.ts";

describe("forms of commands", () => {
  it("admit through a turnstile in the chosen direction", () => {
    const form = commandForms("turnstile", [])[0]!;
    expect(form.command).toBe("admit");
    expect(firstChoices(form)).toEqual({ direction: "in" });
    expect(form.input({ direction: "out" })).toEqual({ direction: "out" });
    expect(form.ask("gate-1", { direction: "out" })).toBe("gate-1 lets one person out.");
  });

  it("lock and free a turnstile by its mode", () => {
    const form = commandForms("turnstile", [])[1]!;
    expect(form.command).toBe("setMode");
    const offered = form.fields[0]!.choices.map(({ value }) => form.input({ mode: value }));
    expect(offered).toEqual(["controlled", "locked", "free", "free-in", "free-out"].map((mode) => ({ mode })));
    expect(form.ask("gate-1", { mode: "locked" })).toBe("From now on gate-1 lets nobody pass.");
    expect(form.input({ mode: "nonsense" })).toEqual({ mode: "controlled" });
  });

  it("tare all plates or the one at its place in the store model", () => {
    const form = commandForms("weight-shelf", ["g1/p1", "g1/p2"])[0]!;
    expect(form.command).toBe("tare");
    expect(form.input(firstChoices(form))).toEqual({});
    expect(form.input({ plate: "1" })).toEqual({ plates: [1] });
    expect(form.ask("g1", { plate: "1" })).toContain("on g1/p2 now becomes zero");
    expect(form.ask("g1", { plate: "all" })).toContain("all plates of g1");
  });

  it("are not there for what takes no command", () => {
    expect(commandForms("camera", [])).toEqual([]);
    expect(commandForms("unknown", [])).toEqual([]);
  });
});
