import { type Gs1Element, readElements } from "./gs1/element-string.ts";
import { netWeightOf, valueOf } from "./gs1/measures.ts";
import { gtinOfSymbol } from "./gtin.ts";
import { readStoreLabel, type StoreLabel, type StoreTemplate } from "./store-template.ts";
import { type Symbology, symbologyOf } from "./symbology.ts";

/** What a scan means. */
export interface Barcode {
  readonly symbology: Symbology;
  /** The characters as they were scanned. */
  readonly data: string;
  /** The 14 digits of the article's GTIN, its check digit proved. */
  readonly gtin?: string;
  /** Net weight in grams, where the code states it. */
  readonly grams?: number;
  /** What a label of the store itself says. Its `gtin` is also the barcode's. */
  readonly label?: StoreLabel;
  /** The elements of a code with GS1 data. */
  readonly elements?: readonly Gs1Element[];
  /** Why some of it could not be read. */
  readonly problem?: string;
}

/** A scan as a scanner's reading has it. */
export interface Scan {
  /** AIM identifier, as in `]E0`. */
  readonly symbology: string;
  readonly data: string;
}

/**
 * Reads a scan: what kind of symbol it was, which article, and what else it says. It never throws; a code that is no
 * article's, such as a member's, has no `gtin`.
 * @param templates layouts of the store's own labels; the first that fits is taken
 */
export function readBarcode(scan: Scan, templates: readonly StoreTemplate[] = []): Barcode {
  const { data } = scan;
  const symbology = symbologyOf(scan.symbology, data);
  if (symbology.gs1) return readGs1(symbology, data);
  if (!mayBeArticle(scan)) return { symbology, data };
  const label = readStoreLabel(data, templates);
  if (label !== undefined) {
    return { symbology, data, gtin: label.gtin, label, ...(label.grams === undefined ? {} : { grams: label.grams }) };
  }
  const gtin = gtinOfSymbol(data, symbology.name === "UPC-E");
  if (gtin !== undefined) return { symbology, data, gtin };
  return scan.symbology.startsWith("]E")
    ? { symbology, data, problem: `${data} is no GTIN: its length or its check digit is wrong` }
    : { symbology, data };
}

/** EAN/UPC, ITF-14, and digits from a scanner without identifiers. Any other symbology is no article by itself. */
function mayBeArticle({ symbology, data }: Scan): boolean {
  return symbology.startsWith("]I")
    ? /^\d{14}$/.test(data)
    : /^\](?:E[034]|X)/.test(symbology) && /^\d{6,14}$/.test(data);
}

function readGs1(symbology: Symbology, data: string): Barcode {
  const { elements, problem } = readElements(data);
  const gtin = valueOf(elements, "01");
  const grams = netWeightOf(elements);
  return {
    ...{ symbology, data, elements },
    ...(gtin === undefined ? {} : { gtin }),
    ...(grams === undefined ? {} : { grams }),
    ...(problem === undefined ? {} : { problem: `at character ${problem.at + 1}: ${problem.message}` }),
  };
}
