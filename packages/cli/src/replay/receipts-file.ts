import type { CartLine, Receipt } from "@aisle/fusion";
import { type AtomicFile, createAtomicFile } from "../io/atomic-file.ts";

/** A receipt as scorers and accountants read it: no prices, one entry a product, its units one by one. */
interface ReceiptRecord {
  readonly session: string;
  readonly credential: string | null;
  /** Milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly exitedAt: number;
  readonly items: readonly {
    readonly gtin: string;
    readonly quantity: number;
    /** Its id, which `aisle replay --explain` takes. */
    readonly line: string;
    /** Times in milliseconds since the epoch; `settledAt` is `null` while something was still waited for. */
    readonly units: readonly {
      readonly at: number;
      readonly provisionalAt: number;
      readonly settledAt: number | null;
      readonly confidence: number;
      readonly review: boolean;
    }[];
  }[];
}

/** Writes `{ "receipts": [ … ] }` as receipts come, so that a long recording needs no more memory than a short one. */
export interface ReceiptsFile {
  add(receipt: Receipt): void;
  readonly count: number;
  commit(): void;
  readonly discard: () => void;
}

/** Starts a receipts file; `option` is named in errors. Errors as in `createAtomicFile`. */
export function createReceiptsFile(path: string, option: string): ReceiptsFile {
  const file: AtomicFile = createAtomicFile(path, option);
  let count = 0;
  file.write('{"receipts":[');
  return {
    add(receipt) {
      file.write(`${count === 0 ? "" : ","}\n${JSON.stringify(receiptRecord(receipt))}`);
      count += 1;
    },
    get count() {
      return count;
    },
    commit() {
      file.write("\n]}\n");
      file.commit();
    },
    discard: file.discard,
  };
}

/** Keys always in the same order, so that the same recording gives the same bytes. */
function receiptRecord(receipt: Receipt): ReceiptRecord {
  const { session, credential, enteredAt, exitedAt, lines } = receipt;
  return { session, credential, enteredAt, exitedAt, items: lines.map(item) };
}

function item({ id, gtin, quantity, units }: CartLine): ReceiptRecord["items"][number] {
  return {
    gtin,
    quantity,
    line: id,
    units: units.map(({ at, provisionalAt, settledAt, confidence, review }) => ({
      at,
      provisionalAt,
      settledAt: settledAt ?? null,
      confidence,
      review,
    })),
  };
}
