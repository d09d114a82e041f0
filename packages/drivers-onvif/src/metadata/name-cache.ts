/** The name of an element. */
export interface Name {
  /** As it stands in the document. */
  readonly written: string;
  /** As in `tt:Frame`, or empty where its namespace is not known. */
  readonly meant: string;
}

const slots = 256;

/** Names that came lately, found where they stand without a string being made of them. Of two for one place the later stays. */
export class NameCache {
  readonly #slots: (Name | undefined)[] = new Array<Name | undefined>(slots).fill(undefined);

  find(text: string, from: number, to: number): Name | undefined {
    const length = to - from;
    const found = this.#slots[slotOf(length, text.charCodeAt(to - 1), text.charCodeAt(from + (length >> 1)))];
    return found?.written.length === length && text.startsWith(found.written, from) ? found : undefined;
  }

  keep(name: Name): Name {
    const { written } = name;
    const { length } = written;
    this.#slots[slotOf(length, written.charCodeAt(length - 1), written.charCodeAt(length >> 1))] = name;
    return name;
  }

  clear(): void {
    this.#slots.fill(undefined);
  }
}

function slotOf(length: number, last: number, middle: number): number {
  return (length * 31 + last * 7 + middle) & (slots - 1);
}
