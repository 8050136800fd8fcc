import { globSync } from 'node:fs'
import { type CodegenConfig } from '@graphql-codegen/cli'

const scalars = {
  SafeInt: 'number',
  DateTime: 'string',
  Date: 'string',
  Decimal: 'string',
  Quantity: 'number',
  SegmentValue: 'number | string | boolean',
  FilterValue: 'number | string | boolean',
  JSONObject: 'Record<string, unknown>',
  JSON: 'unknown',
}

const shared = { useTypeImports: true, strictScalars: true, enumsAsTypes: true, scalars }

const fragments = 'web/api/fragments.graphql'

/** Each file of operations of the page gets its own module, so that a page loads only its own. */
const operationsOfPage = globSync('web/**/*.graphql', { exclude: [fragments] }).map(file => [
  `${file}.ts`,
  {
    documents: [file, fragments],
    plugins: ['typescript-operations', './web/codegen/operation-texts.mjs'],
    config: shared,
  },
])

/** Typed operations for the tests, the SDK and the page: `npm run codegen` after a change to the schema or to an operation. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'packages/sdk/src/core/types.ts': {
      documents: 'packages/sdk/src/core/operations.ts',
      plugins: ['typescript-operations'],
      config: {
        strictScalars: true,
        enumsAsTypes: true,
        scalars: { ...scalars, ID: 'string', Decimal: 'string | number' },
      },
    },
    'test/e2e/operations/operations.ts': {
      documents: 'test/e2e/operations/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: shared,
    },
    ...Object.fromEntries(operationsOfPage),
  },
}

export default config
