/** Whether an address or name can only mean this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (bare === "localhost" || bare.endsWith(".localhost") || bare === "::1") return true;
  return /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bare);
}

/** Name of a `Host` header without its port, in small letters; `undefined` where it is none. */
export function hostName(header: string | undefined): string | undefined {
  return /^([^\s:/\\@?#[\]]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.exec(header ?? "")?.[1]?.toLowerCase();
}
