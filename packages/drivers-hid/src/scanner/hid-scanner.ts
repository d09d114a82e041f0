import { AisleError, defineDriver, infoOfFacts } from "@aisle/sdk";
import { NoiseMeter } from "../noise/index.ts";
import { untilAborted } from "../until-aborted.ts";
import { checkUsagePage } from "../usage-page.ts";
import { type ScannerProfile, scannerProfiles } from "./profiles.ts";
import { scans } from "./scan-reader.ts";
import { scannerSettings } from "./settings.ts";

/**
 * Barcode scanners in HID POS mode: usage page 0x8C of the USB HID Point of Sale Usage Tables 1.02, section 3. The
 * tables leave the bytes of a report to its maker, so there are profiles; see `scannerProfiles`.
 *
 * A scanner says nothing between two codes, so it is `unwatched`: that it is gone is told by the transport, at once.
 */
export const hidScanner = defineDriver({
  id: "hid-scanner",
  kind: "barcode-scanner",
  transport: "hid",
  settings: scannerSettings,
  liveness: "unwatched",
  open(context) {
    const { transport, settings, clock } = context;
    checkUsagePage(transport.facts, 0x8c);
    const known: ScannerProfile = scannerProfiles[settings.profile];
    const profile = settings.layout === undefined ? known : { ...known, layout: settings.layout };
    const trigger =
      settings.trigger === undefined ? profile.trigger : Buffer.from(settings.trigger.replaceAll(" ", ""), "hex");
    const noise = new NoiseMeter(context);
    const { partTimeout } = settings;
    const dropped = (what: string): void => {
      noise.dropped(what);
    };
    return {
      info: infoOfFacts(transport.facts),
      readings: transport.reports$.pipe(scans({ ...settings, profile }, { clock, partTimeout, dropped })),
      commands: {
        trigger: async (_, { signal }) => {
          if (trigger === undefined) throw noTrigger();
          await untilAborted(transport.write(Uint8Array.from(trigger)), signal);
          return undefined;
        },
      },
    };
  },
});

function noTrigger(): AisleError {
  return new AisleError("command-unsupported", "Nobody knows how to make this scanner look for a code.", {
    category: "settings",
    remedy: "Give the output report of its manual as `trigger`.",
  });
}
