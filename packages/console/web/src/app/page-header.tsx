import type { ShellModel } from "../client/index.ts";
import { day, timeOfDay, zoneName } from "../ui/formats.ts";
import { KeysIcon, LogOutIcon, MoonIcon, SunIcon, SystemIcon } from "../ui/icons.tsx";
import { LayersMenu } from "./layers-menu.tsx";

type Props = { readonly model: ShellModel };

const words = {
  connecting: "Connecting",
  connected: "Connected",
  lost: "Connection lost",
  unauthorised: "Token wanted",
  incompatible: "Other version",
} as const;

/** Name, mode, connection, clock of the store, theme and keys. */
export function PageHeader({ model, onKeys }: Props & { readonly onKeys: () => void }) {
  return (
    <header class="page-header">
      <h1 class="store-name">{model.hello.value?.name ?? "Aisle"}</h1>
      <ModeBadge model={model} />
      <ConnectionBadge model={model} />
      <span class="page-header-space" />
      <StoreClock model={model} />
      <LayersMenu model={model} />
      <ThemeButton model={model} />
      <button type="button" class="icon-button wide-only" aria-label="Keys" title="Keys (?)" onClick={onKeys}>
        <KeysIcon />
      </button>
      {model.loggedIn.value && (
        <button
          type="button"
          class="icon-button"
          data-testid="logout"
          aria-label="Log out"
          title="Log out"
          onClick={() => void model.logout()}
        >
          <LogOutIcon />
        </button>
      )}
    </header>
  );
}

function ModeBadge({ model }: Props) {
  const replay = model.hello.value?.mode === "replay";
  return (
    <span class="row mode-badges">
      <span class={model.live.value && !replay ? "badge good" : "badge"} data-testid="mode">
        {replay ? "REPLAY" : model.live.value ? "LIVE" : "EARLIER"}
      </span>
      {model.provisional.value && (
        <span
          class="badge warn"
          title="This moment has not been read yet: people are right, carts and sessions follow when the reading gets here."
        >
          provisional
        </span>
      )}
    </span>
  );
}

function ConnectionBadge({ model }: Props) {
  const connection = model.connection.value;
  const lost = model.lostItems.value;
  return (
    <span class="row connection" role="status" data-testid="connection" data-state={connection}>
      <span class={`connection-dot ${connection}`} aria-hidden="true" />
      <span class={connection === "connected" ? "visually-hidden" : "dim"}>{words[connection]}</span>
      {lost > 0 && (
        <span class="badge warn" title="This page was too slow for so many messages; it has caught up since.">
          {lost} missed
        </span>
      )}
    </span>
  );
}

function StoreClock({ model }: Props) {
  const t = model.t.value;
  if (t === 0) return <span data-testid="clock" />;
  return (
    <time
      class="store-clock"
      data-testid="clock"
      dateTime={new Date(t).toISOString()}
      title={`Store time, ${zoneName(t)}`}
    >
      <span class="wide-only dim">{day(t)} </span>
      {timeOfDay(t)}
      <span class="dim"> {zoneName(t)}</span>
    </time>
  );
}

const themes = { system: "light", light: "dark", dark: "system" } as const;

function ThemeButton({ model }: Props) {
  const theme = model.theme.value;
  const next = themes[theme];
  const label = `Theme: ${theme === "system" ? "as the system" : theme}`;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={`${label}. Press for ${next === "system" ? "as the system" : next}.`}
      onClick={() => (model.theme.value = next)}
    >
      {theme === "system" ? <SystemIcon /> : theme === "light" ? <SunIcon /> : <MoonIcon />}
    </button>
  );
}
