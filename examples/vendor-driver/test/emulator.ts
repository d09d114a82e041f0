/** What an LS-1 answers to what is written to it, as its programmer's guide says. */
export function answer(written: Uint8Array): string | undefined {
  switch (new TextDecoder().decode(written)) {
    case "V\r\n":
      return "V LS-1 2.4 SN00417\r\n";
    case "T\r\n":
      return "K\r\n";
    default:
      return undefined;
  }
}

/** Lines that an LS-1 sends, and what they mean. */
export const scans = [
  { line: "]E04006381333931\r\n", symbology: "]E0", data: "4006381333931" },
  { line: "]E496385074\r\n", symbology: "]E4", data: "96385074" },
  { line: "]Q1https://acme.example/p/7?x=ä\r\n", symbology: "]Q1", data: "https://acme.example/p/7?x=ä" },
  { line: "]C1019521234543213\u001d3103000123\r\n", symbology: "]C1", data: "019521234543213\u001d3103000123" },
] as const;
