import { expect, it } from "vitest";
import { isInside, leave, type Member, type Session } from "./session.ts";

it("a session is over with the last of its people, at the latest time that one of them left", () => {
  const member = (): Member => ({ track: -1, enteredAt: 0, x: 0, y: 0, seenAt: 0, leftAt: -1 });
  const members = [member(), member()];
  const session: Session = {
    ...{ id: "s", credential: null, staff: false, gate: null, enteredAt: 0, units: [], lost: false },
    ...{ members, exitedAt: -1 },
  };
  leave(session, members[0]!, 9000);
  expect([isInside(session), session.exitedAt, members[0]!.leftAt]).toEqual([true, -1, 9000]);
  leave(session, members[1]!, 8000);
  expect([isInside(session), session.exitedAt, members[1]!.leftAt]).toEqual([false, 9000, 8000]);
  members[1]!.leftAt = -1;
  session.exitedAt = -1;
  leave(session, members[1]!, 9500);
  expect(session.exitedAt).toBe(9500);
  expect(isInside({ ...session, exitedAt: 0 })).toBe(false);
  members[0]!.leftAt = 0;
  members[1]!.leftAt = -1;
  session.exitedAt = -1;
  leave(session, members[1]!, 5);
  expect(session.exitedAt).toBe(5);
});
