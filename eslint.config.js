import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "packages/create-aisle-driver/templates/**",
      "**/.scaffolded/**",
      "**/dist/**",
      "**/node_modules/**",
      "coverage/**",
    ],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./packages/console/web/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Indices in hot loops are checked by bounds, not by branches on undefined.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/dot-notation": "off",
      // What promises to be asynchronous may have nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "no-console": "error",
    },
  },
  {
    files: ["packages/fusion/src/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
          message: "`**` gives different bits on different Node versions; multiply.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='pow']",
          message: "`Math.pow` gives different bits on different Node versions; multiply.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Fusion is deterministic: chance is injected.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now'], NewExpression[callee.name='Date']",
          message: "Fusion knows event time only.",
        },
        { selector: "MemberExpression[object.name='performance']", message: "Fusion knows event time only." },
      ],
    },
  },
  {
    // Fakes have the shapes of what they stand for; what a matcher matches has no type.
    files: ["**/*.test.ts", "**/test/**/*.ts", "**/testing/**/*.ts", "**/*.fixture.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  { files: ["bench/**/*.ts", "examples/**/*.ts"], rules: { "no-console": "off" } },
);
