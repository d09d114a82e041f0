import { useComputed } from "@preact/signals";
import { coverageOf, type Share } from "../../../../src/installer/index.ts";
import type { PageModel } from "../../client/page-model.ts";
import { percent } from "../../ui/index.ts";

/** How much of the floor cameras see, by zone, and what they do not. */
export function CoverageTool({ model }: { readonly model: PageModel }) {
  const store = useComputed(() => model.hello.value?.store);
  const coverage = useComputed(() => store.value && coverageOf(store.value));
  const found = coverage.value;
  if (found === undefined) return null;
  const { overlays } = model;
  if (store.value?.cameras.length === 0) {
    return <p class="empty">The store has no cameras. What pose sensors see is not in the store model.</p>;
  }
  return (
    <div class="install-tool">
      <label class="row">
        <input
          type="checkbox"
          checked={overlays.value.coverage}
          onChange={(event) => (overlays.value = { ...overlays.value, coverage: event.currentTarget.checked })}
        />
        Show it on the floor
      </label>
      <table class="install-table" data-testid="coverage">
        <caption class="visually-hidden">Share of the floor that cameras see</caption>
        <thead>
          <tr>
            <th scope="col">Area</th>
            <th scope="col">m²</th>
            <th scope="col">one camera</th>
            <th scope="col">two</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Whole floor" share={found.all} />
          {found.zones.map((zone) => (
            <Row key={zone.id} name={zone.id} share={zone} />
          ))}
        </tbody>
      </table>
      <h2>What no camera sees</h2>
      {found.blind.length === 0 && <p class="dim">Nothing: there is a camera for every place.</p>}
      <ul class="install-list">
        {found.blind.slice(0, 8).map(({ at: [x, y], area }) => (
          <li key={`${x}/${y}`}>
            {area.toFixed(1)} m² around {x.toFixed(1)}, {y.toFixed(1)} m
          </li>
        ))}
      </ul>
      <p class="dim">
        A place is seen where a camera has head and body of somebody 1.7 m tall in its picture, at least 40 pixels tall
        and past the gondolas. People who hide each other are not counted.
      </p>
    </div>
  );
}

function Row({ name, share }: { readonly name: string; readonly share: Share }) {
  const mood = share.one >= 0.98 ? "good" : share.one >= 0.9 ? "warn" : "bad";
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{share.area.toFixed(1)}</td>
      <td>
        <span class={`badge ${mood}`}>{percent(share.one)}</span>
      </td>
      <td>{percent(share.two)}</td>
    </tr>
  );
}
