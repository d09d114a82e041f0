export { gateItems } from "./gate-items.ts";
export {
  type GateStep,
  type GateStepState,
  type GateTest,
  gateFinding,
  gateInstructions,
  judgeStep,
  nextStep,
  observeGate,
  releaseGate,
  repeatStep,
  startGateTest,
} from "./gate-test.ts";
