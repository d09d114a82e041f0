/** One thing that is wrong with settings, and where. */
export interface SettingsIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * How a driver says which settings it takes: any schema of the Standard Schema family (https://standardschema.dev),
 * such as zod's `z.strictObject`. Where the library also gives a JSON Schema, errors name the nearest valid key.
 */
export interface SettingsSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SettingsResult<Output> | Promise<SettingsResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
    readonly jsonSchema?:
      | { readonly input: (options: { readonly target: "draft-2020-12" }) => Record<string, unknown> }
      | undefined;
  };
}

export type SettingsResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SettingsIssue[] };
