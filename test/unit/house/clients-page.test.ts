import { readFileSync } from 'node:fs'
import { NoUnusedFragmentsRule, parse, specifiedRules, validate } from 'graphql'
import { expect, test } from 'vitest'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'

const page = readFileSync('docs/clients.md', 'utf8')
const documents = [...page.matchAll(/^```graphql\n(.*?)^```/gms)].map(([, text]) => text!)
const inCode = [...page.matchAll(/graphql\(`([^`]+)`/g)].map(([, text]) => text!)

/** Of Relay, whose compiler takes them out. */
const directives = /@(refetchable|argumentDefinitions|connection)\([^)]*\)/g
const rules = specifiedRules.filter(rule => rule !== NoUnusedFragmentsRule)

test('the documents on the page for clients fit the schema', () => {
  expect(documents.length).toBeGreaterThan(2)
  const wrong = [...documents, inCode.join('\n')]
    .map(text => parse(text.replace(directives, '')))
    .flatMap(document => validate(serviceSchema(), document, rules))
    .filter(({ message }) => !/^Variable "\$\w+" is not defined/.test(message))
  expect(wrong.map(({ message }) => message)).toEqual([])
})
