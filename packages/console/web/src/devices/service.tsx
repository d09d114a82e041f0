import { useState } from "preact/hooks";
import { Confirm } from "../ui/index.ts";
import type { DeviceRow } from "./device-rows.ts";

interface ServiceProps {
  readonly row: DeviceRow;
  /** Why it cannot be done now. */
  readonly disabled: string | undefined;
  readonly onService: (inService: boolean, reason: string) => void;
}

/** Longest reason, characters: it is shown with the device. */
const longestReason = 120;

/** Takes a device out of service with a reason, and puts it back; each after asking. */
export function Service({ row, disabled, onService }: ServiceProps) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { device, outOfService } = row;
  return (
    <div class="command">
      <button
        type="button"
        class="button"
        data-focus="service"
        disabled={disabled !== undefined}
        title={disabled}
        onClick={() => setAsking(true)}
      >
        {outOfService ? "Back in service…" : "Out of service…"}
      </button>
      {asking && (
        <Confirm
          title={`${outOfService ? "Back in service" : "Out of service"}: ${device}`}
          text={
            outOfService
              ? `${device} is connected to again at once.`
              : `${device} is let go of until it is put back. Nothing it does is an alarm, and what it would have seen is missing. A restart of Aisle puts it back in service.`
          }
          action={outOfService ? "Put back" : "Take out"}
          onConfirm={() => {
            setAsking(false);
            onService(outOfService, outOfService ? "" : reason.trim());
            setReason("");
          }}
          onCancel={() => setAsking(false)}
        >
          {!outOfService && (
            <label class="command-field">
              <span>Reason, shown with the device</span>
              <input
                value={reason}
                maxLength={longestReason}
                placeholder="Who does what"
                onInput={(event) => setReason(event.currentTarget.value)}
              />
            </label>
          )}
        </Confirm>
      )}
    </div>
  );
}
