import type { ComponentType } from "preact";
import { Carts } from "../carts/index.tsx";
import type { PageModel } from "../client/page-model.ts";
import { Devices } from "../devices/index.tsx";
import { Events } from "../events/index.tsx";
import { Installer } from "../installer/index.tsx";
import { TruthPanel } from "../truth/index.tsx";
import { CartIcon, DevicesIcon, EventsIcon, InstallIcon, TruthIcon } from "../ui/icons.tsx";

/** One tab of the panel column. */
export interface PanelTab {
  readonly id: PageModel["panel"]["value"];
  readonly title: string;
  readonly Icon: ComponentType;
  readonly Room: ComponentType<{ readonly model: PageModel }>;
}

const carts: PanelTab = { id: "carts", title: "Carts", Icon: CartIcon, Room: Carts };
const events: PanelTab = { id: "time", title: "Events", Icon: EventsIcon, Room: Events };
const devices: PanelTab = { id: "devices", title: "Devices", Icon: DevicesIcon, Room: Devices };
const truth: PanelTab = { id: "truth", title: "Truth", Icon: TruthIcon, Room: TruthPanel };
const install: PanelTab = { id: "install", title: "Install", Icon: InstallIcon, Room: Installer };

/** The tabs there are: truth only where it is known. Keys 1 to 5 choose them in this order. */
export function panelTabs(withTruth: boolean): readonly PanelTab[] {
  return withTruth ? [carts, events, devices, truth, install] : [carts, events, devices, install];
}
