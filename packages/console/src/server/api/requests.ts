import type { Matrix3 } from "@aisle/sdk/store";
import type { CommandRequest, GateFinding, InstallRequest, PlateFinding, ServiceRequest } from "../../wire/index.ts";
import { bool, finite, list, object, oneOf, optional, text } from "./fields.ts";

/** More than any store has. */
const mostPlates = 20_000;
const mostSteps = 100;

/** The body of `POST commands`. Each of these raises `console-request-invalid` and leaves out what is not known. */
export function commandRequest(body: unknown): CommandRequest {
  const { device, command, input, key } = object(body, "body");
  return { device: text(device, "device"), command: text(command, "command"), input, key: text(key, "key") };
}

/** The body of `POST service`. */
export function serviceRequest(body: unknown): ServiceRequest {
  const { device, inService, reason } = object(body, "body");
  return {
    device: text(device, "device"),
    inService: bool(inService, "inService"),
    ...optional("reason", reason === "" ? undefined : reason, (value) => text(value, "reason", 500)),
  };
}

/** The body of `POST login`. */
export function loginRequest(body: unknown): string {
  return text(object(body, "body")["token"], "token", 4_096);
}

/** The body of `POST install`. */
export function installRequest(body: unknown): InstallRequest {
  const fields = object(body, "body");
  switch (oneOf(fields["tool"], "tool", ["calibration", "plates", "gate"])) {
    case "calibration": {
      const { id, K, R, t } = object(fields["camera"], "camera");
      return {
        tool: "calibration",
        camera: {
          id: text(id, "camera.id"),
          K: matrix(K, "camera.K"),
          R: matrix(R, "camera.R"),
          t: triple(t, "camera.t"),
        },
        medianError: finite(fields["medianError"], "medianError"),
      };
    }
    case "plates":
      return { tool: "plates", plates: list(fields["plates"], "plates", mostPlates).map(plateFinding) };
    case "gate":
      return { tool: "gate", gate: gateFinding(fields["gate"]) };
  }
}

function plateFinding(value: unknown, index: number): PlateFinding {
  const at = `plates[${index}]`;
  const { plate, state, noise, drift, answered } = object(value, at);
  return {
    plate: text(plate, `${at}.plate`),
    state: oneOf(state, `${at}.state`, ["ok", "dead", "rattle", "drift", "untouched", "crossed"]),
    ...optional("noise", noise, (given) => finite(given, `${at}.noise`)),
    ...optional("drift", drift, (given) => finite(given, `${at}.drift`)),
    ...optional("answered", answered, (given) => text(given, `${at}.answered`)),
  };
}

function gateFinding(value: unknown): GateFinding {
  const { gate, steps } = object(value, "gate");
  return {
    gate: text(gate, "gate.gate"),
    steps: list(steps, "gate.steps", mostSteps).map((each, index) => {
      const at = `gate.steps[${index}]`;
      const { step, passed, text: words } = object(each, at);
      return {
        step: text(step, `${at}.step`),
        passed: bool(passed, `${at}.passed`),
        ...optional("text", words === "" ? undefined : words, (given) => text(given, `${at}.text`, 500)),
      };
    }),
  };
}

function triple(value: unknown, field: string): readonly [number, number, number] {
  const [a, b, c] = list(value, field, 3);
  return [finite(a, `${field}[0]`), finite(b, `${field}[1]`), finite(c, `${field}[2]`)];
}

function matrix(value: unknown, field: string): Matrix3 {
  const [a, b, c] = list(value, field, 3);
  return [triple(a, `${field}[0]`), triple(b, `${field}[1]`), triple(c, `${field}[2]`)];
}
