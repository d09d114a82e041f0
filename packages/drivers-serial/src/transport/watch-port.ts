import { AisleError, type CancelTimer, type Clock } from "@aisle/sdk";
import type { Disk } from "./disk.ts";
import type { Port } from "./port.ts";

/** How often it is looked whether the port is there (ms): an unplug is noticed within a second, with room to spare. */
const lookEvery = 400;

/**
 * Looks again and again whether an open port is still there, for the operating system's own notice can be lost: when
 * the device goes just while it is opened, nobody hears of it. It looks in two ways: at the path, and at the port.
 * `onGone` is called once at most; the result ends it.
 */
export function watchPort(
  port: Port,
  path: string,
  { clock, disk }: { readonly clock: Clock; readonly disk: Disk },
  onGone: (cause: unknown) => void,
): CancelTimer {
  let live = true;
  let cancel: CancelTimer = () => undefined;
  let known: string | undefined;
  let asking = false;
  const lose = (cause: unknown): void => {
    if (!live) return;
    live = false;
    cancel();
    onGone(cause);
  };
  const lookAtPath = async (): Promise<void> => {
    // A COM port of Windows is no file.
    if (!path.startsWith("/")) return;
    const identity = await disk.identity(path);
    known ??= identity;
    if (identity !== known || identity === undefined) lose(gone(path));
  };
  const lookAtPort = async (): Promise<void> => {
    // One at a time: a driver of the kernel that hangs may hold the call for good.
    if (asking) return;
    asking = true;
    try {
      await port.look();
    } catch (thrown) {
      lose(thrown);
    } finally {
      asking = false;
    }
  };
  const look = (): void => {
    if (!live) return;
    lookAtPath().catch(lose);
    lookAtPort().catch(lose);
    cancel = clock.schedule(lookEvery, look);
  };
  look();
  return () => {
    live = false;
    cancel();
  };
}

function gone(path: string): AisleError {
  return new AisleError("device-gone", `Serial port ${path} is not there any more.`, {
    category: "transport",
    retryable: true,
    remedy: "Plug it in again.",
  });
}
