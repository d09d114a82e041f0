import { AisleError, type CommandOptions, type CommandOutcome, type Hub, toAisleError } from "@aisle/sdk";
import type { CommandAnswer, CommandRequest, ServiceRequest } from "../wire/index.ts";

type Commands = Readonly<
  Record<string, ((input: unknown, options: CommandOptions) => Promise<CommandOutcome<unknown>>) | undefined>
>;

/** Sends a command to a device of the hub. Never rejects: whatever is wrong is in the answer. */
export async function sendCommand(
  hub: Pick<Hub, "devices">,
  { device: id, command, input, key }: CommandRequest,
): Promise<CommandAnswer> {
  const device = hub.devices.get(id);
  if (device === undefined) return refusal(unknownDevice(id));
  try {
    // What every object has, such as `constructor`, is no command, though it can be called.
    const send = command in Object.prototype ? undefined : (device.commands as Commands)[command];
    if (send === undefined) return refusal(unknownCommand(id, command));
    const outcome = await send(input, { key });
    return outcome.outcome === "done" ? { outcome: "done" } : answerOf(outcome.outcome, outcome.error);
  } catch (thrown) {
    // Commands of a hub never reject; of a host's own hub nobody can say whether it was sent.
    return answerOf("unknown", toAisleError(thrown));
  }
}

/** Takes a device out of service or puts it back. Never rejects. */
export async function changeService(
  hub: Pick<Hub, "devices" | "setInService" | "setOutOfService">,
  { device, inService, reason }: ServiceRequest,
): Promise<CommandAnswer> {
  if (!hub.devices.has(device)) return refusal(unknownDevice(device));
  try {
    if (inService) hub.setInService(device);
    else await hub.setOutOfService(device, reason);
    return { outcome: "done" };
  } catch (thrown) {
    return refusal(toAisleError(thrown));
  }
}

function unknownDevice(id: string): AisleError {
  return new AisleError("device-unknown", `The hub has no device "${id}".`, {
    category: "usage",
    remedy: "Use the id of a device in the list of devices.",
  });
}

function unknownCommand(id: string, command: string): AisleError {
  return new AisleError("command-unsupported", `The device "${id}" has no command "${command}".`, {
    category: "usage",
    remedy: "See its driver's README for its commands.",
  });
}

function refusal(error: AisleError): CommandAnswer {
  return answerOf("refused", error);
}

function answerOf(outcome: "refused" | "unknown", { code, message, remedy }: AisleError): CommandAnswer {
  return { outcome, code, message, ...(remedy !== undefined && { remedy }) };
}
