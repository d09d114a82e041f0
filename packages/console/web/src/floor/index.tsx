export { Floor } from "./floor.tsx";
