import { type CodegenConfig } from '@graphql-codegen/cli'
import { scalars } from '../scalars.ts'

const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: ['documents/*.graphql'],
  generates: {
    'codegen/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { scalars, strictScalars: true, useTypeImports: true, enumsAsTypes: true },
    },
  },
}

export default config
