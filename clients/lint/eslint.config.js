import graphql from '@graphql-eslint/eslint-plugin'

const { configs } = graphql
const languageOptions = {
  parser: graphql.parser,
  parserOptions: { graphQLConfig: { schema: 'generated/schema.graphql', documents: 'documents/*.graphql' } },
}

/** The enums whose values are names of fields, such as `field: activeUsers`. They are written like those fields. */
const namesOfFields = 'ChangedField|MetricName'
/** The names that the former service gave to two announcements. Webhooks may still be created with them. */
const formerNames = 'anomaly_detected|milestone_reached'
const valuesOf = enums =>
  `EnumTypeDefinition[name.value=/^${enums}$/] > EnumValueDefinition[name.value!=/^(${formerNames})$/]`

/** The fields of `Query`. A custom query is a thing of its own: `savedQuery` is no query with its kind in its name. */
const questions = 'FieldDefinition[parent.name.value=Query]'

const { EnumValueDefinition, ...naming } =
  configs['flat/schema-recommended'].rules['@graphql-eslint/naming-convention'][1]

/** The rules of the schema that do not hold, each with its reason. */
const exceptions = {
  // An answer, such as the numbers of a bucket, is a value. What is stored has an id: it implements `Node`.
  '@graphql-eslint/strict-id-in-types': 'off',
  // `userId` and `eventId` are called what the sender calls them; `id` is the id in this API.
  '@graphql-eslint/no-typename-prefix': 'off',
  // The former names of two announcements are the present ones in small letters.
  '@graphql-eslint/unique-enum-value-names': 'off',
  // Breakdowns and buckets are short lists that are answered whole. API keys and audit entries are never fetched again.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  ],
  '@graphql-eslint/naming-convention': [
    'error',
    {
      ...naming,
      [questions]: { forbiddenPrefixes: ['get'] },
      [valuesOf(`(${namesOfFields})`)]: 'camelCase',
      [valuesOf(`(?!(${namesOfFields})$).*`)]: EnumValueDefinition,
    },
  ],
}

export default [
  {
    files: ['documents/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions,
    rules: configs['flat/operations-recommended'].rules,
  },
  {
    files: ['generated/schema.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions,
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
      ...exceptions,
    },
  },
]
