import { checkSettings } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cameraSettings } from "../camera/settings.ts";
import { onvifSettings } from "./settings.ts";

const aHost = "expected a host name or address such as 192.168.1.50";

describe("settings of the onvif transport", () => {
  it.each(["10.0.0.9", "cam-7", "cam_7.store.example", "::1", "[fe80::1%eth0]", "::ffff:10.0.0.9"])(
    "take the host %s",
    async (host) => {
      await expect(checkSettings(onvifSettings, { host }, "the test")).resolves.toMatchObject({ host });
    },
  );

  it.each([
    [{ host: "http://10.0.0.9/" }, aHost],
    [{ host: "10.0.0.9/onvif" }, aHost],
    [{ host: "10.0.0.9 " }, aHost],
    [{ host: "aisle:top-secret@10.0.0.9" }, aHost],
    [{ host: "10.0.0.9:8080" }, aHost],
    [{ host: "" }, aHost],
    [{ host: "10.0.0.9", username: "aisle" }, "username without password: give both, or neither"],
    [{ host: "10.0.0.9", password: "top-secret" }, "password without username: give both, or neither"],
  ])("say what is wrong with %j, and no password", async (value, words) => {
    const error: unknown = await checkSettings(onvifSettings, value, "the test").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "settings-invalid", message: expect.stringContaining(words) });
    expect(JSON.stringify(error)).not.toContain("top-secret");
  });

  it("have a JSON Schema", () => {
    expect(z.toJSONSchema(onvifSettings, { io: "input" })).toMatchObject({ required: ["host"] });
  });
});

it("settings of a line that mean nothing are told what they may be", async () => {
  await expect(checkSettings(cameraSettings, { lines: { door: { right: "in" } } }, "the test")).rejects.toMatchObject({
    code: "settings-invalid",
    message: expect.stringMatching(/door.*expected \{ left: "in" \}/s),
  });
});
