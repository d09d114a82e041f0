import { concatMap, defer, type Observable } from "rxjs";

/** No line of the protocol is longer; a longer one is noise. */
const longest = 4_096;

/** The lines in a stream of bytes that come cut anywhere, without their ends. Noise costs memory for one line at most. */
export function lines(bytes$: Observable<Uint8Array>): Observable<string> {
  return defer(() => {
    const decoder = new TextDecoder();
    let rest = "";
    return bytes$.pipe(
      concatMap((bytes) => {
        const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
        // One character too many is kept, so that a line that is too long is known as such at its end.
        rest = (parts.pop() ?? "").slice(0, longest + 1);
        return parts.filter((part) => part.length <= longest).map((part) => part.replace(/\r$/, ""));
      }),
    );
  });
}
