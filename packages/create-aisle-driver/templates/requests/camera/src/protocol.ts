import { AisleError, type DriverReading, type HttpTransport } from "@aisle/sdk";
import { z } from "zod";

const size = z.number().nonnegative();
/** `GET /objects`: the people of the last frame. */
const answer = z.array(
  z.object({ box: z.tuple([z.number(), z.number(), size, size]), score: z.number().min(0).max(1) }),
);

/** Asks the camera for what it sees. */
export async function read(http: HttpTransport, signal: AbortSignal): Promise<DriverReading<"camera">> {
  const { status, body } = await http.request("/objects", { signal });
  if (status === 401 || status === 403) {
    throw new AisleError("auth-failed", "The camera refuses the name or password.", {
      category: "device",
      remedy: "Correct them in the settings of its transport.",
    });
  }
  if (status !== 200) throw noise(`status ${status}`);
  try {
    return { type: "detections", data: { objects: answer.parse(JSON.parse(new TextDecoder().decode(body))) } };
  } catch (thrown) {
    throw noise(thrown instanceof SyntaxError ? "no JSON" : "JSON that is no list of objects");
  }
}

function noise(what: string): AisleError {
  return new AisleError("protocol-noise", `The camera answered GET /objects with ${what}.`, {
    category: "device",
    retryable: true,
    remedy: "Check the address, and that the camera's firmware has this page.",
  });
}
