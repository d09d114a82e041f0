/**
 * Every code of an `AisleError` that only this package raises, with what it means. Codes are stable. Exception 2 of a
 * unit is `modbus-illegal-address`, which the sdk has already.
 */
export const modbusErrorCodes = {
  "modbus-acknowledge": "Exception 5: the unit took the request and needs longer; nobody can say when it is done.",
  "modbus-answer-invalid": "A unit's answer is complete and yet says what no answer to the request can say.",
  "modbus-busy": "Exception 6: the unit is at something long and takes no request now.",
  "modbus-device-failure": "Exception 4: the unit failed while it did what it was asked.",
  "modbus-exception": "The unit answered with an exception that the standard does not know.",
  "modbus-gate-alarm": "A turnstile was told to let somebody pass while somebody pushes through it.",
  "modbus-gate-fire": "A turnstile was told something while the fire alarm holds it free.",
  "modbus-gate-free": "A turnstile was told to let one person pass while it is free, or its mode is not known.",
  "modbus-gate-locked": "A turnstile was told to let somebody pass while it is locked.",
  "modbus-gate-not-ready":
    "A turnstile was told to let somebody pass while it waits for, or its relay is held for, somebody else.",
  "modbus-gate-partial": "A turnstile took only a part of a change of its mode.",
  "modbus-gate-unproven": "A relay board took a pulse and did not count it; nobody can say whether the way opened.",
  "modbus-gate-unseen": "A turnstile was told something before it was looked at.",
  "modbus-gate-unsupported": "A turnstile was told what its relay module, by its profile, cannot do.",
  "modbus-gateway-path": "Exception 10: a gateway has no way to the unit, or is overloaded.",
  "modbus-gateway-target": "Exception 11: the unit behind a gateway does not answer.",
  "modbus-illegal-function": "Exception 1: the unit does not have this function, or not now.",
  "modbus-illegal-value": "Exception 3: the unit does not take this value, or not this many at once.",
  "modbus-memory-parity": "Exception 8: the unit found its memory damaged.",
  "modbus-negative-acknowledge": "Exception 7: the unit cannot do what it was asked.",
  "modbus-plate-unknown": "A shelf was told to tare a plate that it does not have.",
  "modbus-queue-full": "More requests wait for a unit or a bus than it can ever answer in time.",
  "modbus-request-invalid": "A request has a unit, address, count or value that Modbus cannot carry; it was not sent.",
  "modbus-tare-partial": "Some units or channels of a shelf were tared and one was not.",
  "modbus-tare-unsupported": "A shelf was told to tare, and its transmitter's profile has no command for it.",
  "modbus-wrong-device": "A unit does not hold what its profile says that such a unit holds.",
} as const satisfies Readonly<Record<string, string>>;
