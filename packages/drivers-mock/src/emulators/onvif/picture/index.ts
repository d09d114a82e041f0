export { greyJpeg } from "./grey-jpeg.ts";
export { jpegPayloads, type RtpJpeg, readJpeg } from "./rtp-jpeg.ts";
