import { AisleError, checkHostSetting, secret } from "@aisle/sdk";
import { z } from "zod";

const ms = (most: number) => z.number().int().min(100).max(most);

/** Checks settings of the `onvif` transport; the README has them in a table. */
export const onvifSettings = z
  .strictObject({
    host: z.string().describe("Name or address of the camera."),
    port: z.number().int().min(1).max(65_535).optional().describe("80 unless told; 443 with `tls`."),
    path: z.string().startsWith("/").max(500).default("/onvif/device_service").describe("Path of the device service."),
    username: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}]+$/u, { error: "a name without control characters" })
      .optional(),
    password: secret().optional(),
    authentication: z
      .enum(["auto", "digest", "ws-username-token"])
      .default("auto")
      .describe("How the password is proved."),
    tls: z
      .strictObject({
        ca: z.string().min(1).max(1_000_000).optional().describe("Certificates (PEM) that may vouch for the camera."),
        fingerprint256: z
          .string()
          .regex(/^[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){31}$/, { error: "a SHA-256 fingerprint: 32 bytes in hex" })
          .optional()
          .describe("SHA-256 fingerprint of the camera's certificate; then nobody has to vouch for it."),
      })
      .optional()
      .describe("HTTPS instead of HTTP."),
    connectTimeout: ms(600_000).default(5_000).describe("Milliseconds until the camera must have answered at all."),
    callTimeout: ms(600_000).default(5_000).describe("Milliseconds that any later call may take."),
    pullTimeout: ms(60_000).min(1_000).default(20_000).describe("Milliseconds that the camera may wait for an event."),
  })
  .superRefine(checkHostSetting)
  .superRefine(({ username, password }, context) => {
    if ((username === undefined) === (password === undefined)) return;
    const [given, missing] = username === undefined ? ["password", "username"] : ["username", "password"];
    context.addIssue({
      code: "custom",
      path: [missing],
      message: `${given} without ${missing}: give both, or neither`,
    });
  });

/** Settings of the `onvif` transport; the README has them in a table. */
export type OnvifSettings = z.output<typeof onvifSettings>;

/** A host as it stands in an address: IPv6 in brackets. Raises `settings-invalid`, without repeating what may hold a password. */
export function checkHost(host: string): string {
  const bare = host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
  const bracketed = bare.includes(":") ? `[${bare}]` : bare;
  if (bracketed.length <= 300 && /^[0-9A-Za-z._:%[\]-]+$/.test(bracketed) && URL.canParse(`http://${bracketed}/`))
    return bracketed;
  throw new AisleError("settings-invalid", "The `host` of a camera is neither a name nor an address.", {
    category: "settings",
    remedy:
      "Give the name or the IP address alone; scheme, port, path, user name and password have settings of their own.",
  });
}
