/** Lines that a scanner sends, set up to put the AIM id in front and CR LF behind, and what they mean. */
export const scans = [
  { bytes: "]E04006381333931\r\n", symbology: "]E0", data: "4006381333931" },
  { bytes: "]Q1MEMBER-1\r\n", symbology: "]Q1", data: "MEMBER-1" },
  { bytes: "]C1019521234543213\u001d3103000123\r\n", symbology: "]C1", data: "019521234543213\u001d3103000123" },
  { bytes: "]Q1https://shop.example/m/7?n=ä\r\n", symbology: "]Q1", data: "https://shop.example/m/7?n=ä" },
  { bytes: "96385074\r\n", symbology: "]X0", data: "96385074" },
] as const;

/** What such a scanner answers: a code that it was made to look for comes by itself. */
export function scannerAnswer(written: Uint8Array): string | undefined {
  return new TextDecoder().decode(written) === "?\r" ? "OK 1.0\r\n" : undefined;
}
