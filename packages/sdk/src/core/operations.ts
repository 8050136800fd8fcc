/** The documents that are sent. `npm run codegen` checks them against the schema and writes `types.ts`. */

export const trackDocument = /* GraphQL */ `mutation Track($input: TrackInput!) {
  track(input: $input) { receipts { eventId status code field message } }
}`

export const identifyDocument = /* GraphQL */ `mutation Identify($input: IdentifyInput!) {
  identify(input: $input) { userErrors { code field message } }
}`

export const aliasDocument = /* GraphQL */ `mutation Alias($input: AliasInput!) {
  alias(input: $input) { userErrors { code field message } }
}`
