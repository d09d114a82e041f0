import type { Product } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import { inStoreGtin } from "./gtin.ts";

/** Made-up makers. */
const makers = [
  "Alder",
  "Brenna",
  "Corvo",
  "Dunlin",
  "Esker",
  "Fenwick",
  "Gannet",
  "Harrow",
  "Isen",
  "Juniper",
  "Kestrel",
  "Lintel",
  "Marram",
] as const;

/** How much more or less every second good of a maker weighs. */
const factors = [1, 0.72, 1.18, 0.86, 1.1, 0.6, 0.5, 1.3, 0.66, 0.93, 1.25, 0.78, 1.42] as const;

/** Made-up goods: name, grams and cents of the first maker's unit. */
const goods: readonly (readonly [name: string, grams: number, cents: number])[] = [
  ["oat bar", 45, 129],
  ["bouillon cubes", 66, 149],
  ["dark chocolate", 100, 249],
  ["mint drops", 24, 119],
  ["sea salt crisps", 150, 229],
  ["rye crackers", 205, 279],
  ["roasted almonds", 125, 399],
  ["apple rings", 80, 299],
  ["tomato passata", 560, 189],
  ["red lentils", 505, 259],
  ["spaghetti", 512, 179],
  ["basmati rice", 1010, 399],
  ["black tea", 62, 349],
  ["ground coffee", 258, 599],
  ["orange juice", 1045, 299],
  ["still water", 522, 99],
  ["ginger lemonade", 345, 219],
  ["oat drink", 1060, 249],
  ["chickpeas", 440, 129],
  ["olive oil", 910, 899],
  ["strawberry jam", 505, 319],
  ["mustard", 215, 159],
  ["soy sauce", 290, 289],
  ["hand soap", 335, 279],
  ["toothpaste", 108, 239],
  ["paper tissues", 92, 149],
  ["dog biscuits", 410, 349],
  ["tuna in brine", 212, 269],
];

/** How many products there can be. */
export const mostProducts = makers.length * goods.length;

/** So many products; the makers of one good weigh nearly the same, or clearly not, by turns. A share of them is light. */
export function makeCatalogue(count: number, chance: Chance, light = 0): Product[] {
  const lightness = chance.fork("light");
  return Array.from({ length: Math.min(count, mostProducts) }, (_, item) => {
    const maker = Math.floor(item / goods.length);
    const kind = item % goods.length;
    const [name, grams, cents] = goods[kind] ?? ["thing", 100, 100];
    const near = kind % 2 === 0;
    const factor = near ? 1 + maker * 0.012 : (factors[maker] ?? 1);
    const usual = Math.min(1200, Math.max(20, round(grams * factor * chance.between(0.985, 1.015), 1)));
    const weight = lightness.yes(light) ? round(lightness.between(5, 30), 1) : usual;
    return {
      gtin: inStoreGtin(1000 + item * 7),
      name: `${makers[maker] ?? ""} ${name}`,
      weight,
      weightSd: round((weight < 20 ? 0.1 : 0.5) + weight * chance.between(0.003, 0.015), 2),
      unitPrice: cents + maker * 10,
    };
  });
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
