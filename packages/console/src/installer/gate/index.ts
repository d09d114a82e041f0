export { gateItems } from "./gate-items.ts";
export {
  finishGateTest,
  type GateStep,
  type GateStepState,
  type GateTest,
  gateFinding,
  gateInstructions,
  judgeStep,
  nextStep,
  observeGate,
  startGateTest,
} from "./gate-test.ts";
