import type { Panel, Selection } from "./page-model.ts";

/** What the part of the address after `#` says. */
export interface PageAddress {
  /** Ms since the epoch. Absent: live, or the start. */
  readonly t?: number;
  readonly selection?: Selection;
  readonly panel?: Panel;
}

const panels: readonly string[] = ["carts", "devices", "time", "install", "truth"] satisfies Panel[];
const named = ["session", "plate", "camera", "gate", "device"] as const;

/** Reads an address. What it does not know, or cannot be, is left out. */
export function readAddress(hash: string): PageAddress {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const time = fields.get("t");
  const t = time === null || time === "" ? Number.NaN : Number(time);
  const panel = fields.get("panel");
  const selection = readSelection(fields);
  return {
    ...(Number.isFinite(t) && t >= 0 && { t }),
    ...(selection && { selection }),
    ...(panel !== null && panels.includes(panel) && { panel: panel as Panel }),
  };
}

/** The other way round, with the `#`; empty where there is nothing to say. */
export function writeAddress({ t, selection, panel }: PageAddress): string {
  const fields = new URLSearchParams();
  if (t !== undefined) fields.set("t", String(Math.round(t)));
  if (selection?.kind === "interaction") {
    fields.set("interaction", selection.id);
    if (selection.session !== undefined) fields.set("session", selection.session);
    if (selection.line !== undefined) fields.set("line", selection.line);
  } else if (selection !== undefined) fields.set(selection.kind, String(selection.id));
  if (panel !== undefined && panel !== "carts") fields.set("panel", panel);
  const text = fields.toString();
  return text === "" ? "" : `#${text}`;
}

function readSelection(fields: URLSearchParams): Selection | undefined {
  const interaction = fields.get("interaction");
  if (interaction) {
    const session = fields.get("session");
    const line = fields.get("line");
    return { kind: "interaction", id: interaction, ...(session && { session }), ...(line && { line }) };
  }
  const person = fields.get("person");
  if (person !== null && /^\d{1,12}$/.test(person)) return { kind: "person", id: Number(person) };
  for (const kind of named) {
    const id = fields.get(kind);
    if (id) return { kind, id };
  }
  return undefined;
}
