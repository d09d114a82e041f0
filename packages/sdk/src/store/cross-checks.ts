import { nearest } from "../drivers/nearest.ts";
import type { ProblemList } from "../settings/check-shape.ts";
import { type DocumentPath, formatPath } from "../settings/document-path.ts";
import { gtin14 } from "./gtin.ts";
import type { StoreModel } from "./model.ts";

/** Adds what is wrong between the parts of a store: ids that are used twice, and references to nothing. */
export function crossCheckStore(store: StoreModel, list: ProblemList): void {
  const devices = new Names(list, "a device id that no other device has");
  store.gates.forEach((gate, i) => devices.add(gate.id, ["gates", i, "id"]));
  store.cameras.forEach((camera, i) => devices.add(camera.id, ["cameras", i, "id"]));
  store.ceilings.forEach((ceiling, i) => devices.add(ceiling.id, ["ceilings", i, "id"]));
  store.shelves.forEach((shelf, i) => devices.add(shelf.id, ["shelves", i, "id"]));
  // Two gates may share a scanner, so scanners are only compared with the other devices.
  store.gates.forEach((gate, i) => {
    const first = gate.scanner === undefined ? undefined : devices.firstUse(gate.scanner);
    if (first !== undefined)
      list.add(["gates", i, "scanner"], "the id of a scanner", `"${gate.scanner}", which is ${first}`);
  });

  const zones = new Names(list, "a zone id that no other zone has");
  store.zones.forEach((zone, i) => zones.add(zone.id, ["zones", i, "id"]));

  const plates = new Names(list, "a plate id that no other plate has");
  store.shelves.forEach((shelf, i) => {
    shelf.plates.forEach((plate, j) => plates.add(plate.id, ["shelves", i, "plates", j, "id"]));
  });

  const products = new Names(list, "a GTIN that no other product has (padded to 14 digits)");
  store.products.forEach((product, i) => products.add(gtin14(product.gtin), ["products", i, "gtin"]));

  store.planogram.forEach((facing, i) => {
    if (!products.has(gtin14(facing.gtin))) {
      list.add(["planogram", i, "gtin"], "the GTIN of a product in `products`", `"${facing.gtin}"`);
    }
    facing.plates.forEach((plate, j) => {
      if (plates.has(plate)) return;
      const near = nearest(plate, plates.all());
      list.add(
        ["planogram", i, "plates", j],
        "the id of a plate of a shelf",
        `"${plate}"`,
        near && `did you mean "${near}"?`,
      );
    });
  });
}

class Names {
  readonly #seen = new Map<string, DocumentPath>();
  readonly #list: ProblemList;
  readonly #expected: string;

  constructor(list: ProblemList, expected: string) {
    this.#list = list;
    this.#expected = expected;
  }

  add(name: string, path: DocumentPath): void {
    const first = this.firstUse(name);
    if (first === undefined) this.#seen.set(name, path);
    else this.#list.add(path, this.#expected, `"${name}", which is ${first} already`);
  }

  has(name: string): boolean {
    return this.#seen.has(name);
  }

  all(): readonly string[] {
    return [...this.#seen.keys()];
  }

  firstUse(name: string): string | undefined {
    const path = this.#seen.get(name);
    return path === undefined ? undefined : formatPath(path);
  }
}
