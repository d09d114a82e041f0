import type { RecordingDisk } from "./disk.ts";

/** A disk in memory that can be full or away. */
export interface MemoryDisk extends RecordingDisk {
  /** Content by name, whatever the folder. */
  readonly files: Map<string, Uint8Array>;
  /**
   * While set, every write fails with this code, and half of the bytes are written all the same. A full disk (`ENOSPC`)
   * still makes files.
   */
  fault: string | undefined;
  /** While set, writes wait for it. */
  slow: Promise<void> | undefined;
  syncs: number;
}

export function memoryDisk(): MemoryDisk {
  const files = new Map<string, Uint8Array>();
  const check = (): void => {
    if (disk.fault !== undefined) throw coded(disk.fault);
  };
  const add = (name: string, bytes: Uint8Array): void => {
    files.set(name, Buffer.concat([files.get(name) ?? new Uint8Array(), bytes]));
  };
  const disk: MemoryDisk = {
    files,
    fault: undefined,
    slow: undefined,
    syncs: 0,
    list: () => Promise.resolve([...files].sort().map(([name, { length }]) => ({ name, size: length }))),
    async create(_folder, name) {
      await disk.slow;
      if (disk.fault !== "ENOSPC") check();
      if (files.has(name)) throw coded("EEXIST");
      files.set(name, new Uint8Array());
      return {
        async append(bytes) {
          await disk.slow;
          if (disk.fault !== undefined) add(name, bytes.subarray(0, bytes.length / 2));
          check();
          add(name, bytes);
        },
        truncate: (size) => Promise.resolve(void files.set(name, files.get(name)!.subarray(0, size))),
        sync: () =>
          Promise.resolve().then(() => {
            disk.syncs += 1;
          }),
        close: () => Promise.resolve(),
      };
    },
    remove: (_folder, name) => Promise.resolve(void files.delete(name)),
    read: (_folder, name) => pieces(files.get(name) ?? new Uint8Array(), 1000),
  };
  return disk;
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

function coded(code: string): Error {
  return Object.assign(new Error(`the disk says ${code}`), { code });
}
