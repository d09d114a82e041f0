import { z } from "zod";
import { isSecret, Secret } from "./secret.ts";

/** What an editor is told; `writeOnly` is also how we know a value that no message may show. */
const jsonSchema = { type: "string", minLength: 1, format: "password", writeOnly: true };

/**
 * A setting that is a secret: `z.strictObject({ password: secret() })`. It takes a text or a `Secret` and gives a
 * `Secret`. In `store.yaml` write `${NAME}` or `${file:/run/secrets/name}` rather than the secret itself.
 */
export function secret(): z.ZodType<Secret, string | Secret> {
  const schema = z
    .custom<string | Secret>((value) => (typeof value === "string" && value !== "") || isSecret(value), {
      error: "expected a secret: a text that is not empty, best as ${NAME} or ${file:PATH}",
    })
    .transform((value) => (isSecret(value) ? value : new Secret(value)));
  // zod cannot know what a custom check stands for.
  for (const part of [schema, schema.in]) part._zod.toJSONSchema = () => jsonSchema;
  return schema;
}
