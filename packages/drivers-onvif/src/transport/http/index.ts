export { readChallenges } from "./challenges.ts";
export { answerDigest, chooseDigest, type DigestChallenge } from "./digest.ts";
export type { HttpClient, HttpReply, HttpRequest, TlsOptions } from "./http-client.ts";
export { nodeHttp } from "./node-http.ts";
