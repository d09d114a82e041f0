export { onvifCamera } from "./onvif-camera.ts";
