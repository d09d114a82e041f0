import type { StoreView } from "./store-view.ts";

/**
 * Tells what happens as JSON, one object a line: `page` where there is one; store events as they are; `receipt.checked`,
 * `device.status` and `note` beside them; `summary` at the end.
 */
export function createJsonView(print: (line: string) => void): StoreView {
  const tell = (value: unknown): void => print(JSON.stringify(value));
  return {
    page: (url) => tell({ type: "page", url }),
    event: tell,
    receipt({ receipt, truth, exact, missing, extra }) {
      const { session, credential } = receipt;
      tell({
        type: "receipt.checked",
        session,
        credential,
        exact: exact ?? null,
        missing,
        extra,
        truth: truth ?? null,
      });
    },
    status: (device, kind, status) => tell({ type: "device.status", device, kind, status }),
    note: (text, at) => tell({ type: "note", at, text }),
    end: (summary) => tell({ type: "summary", ...summary }),
    close() {
      // Lines leave nothing behind.
    },
  };
}
