import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { kubernetesShapes } from '../../support/running/kubernetes.ts'
import { problemsIn } from '../../support/running/shapes.ts'

const files = globSync('deploy/kubernetes/*/*.yaml')
const objectsIn = (text: string) => parseAllDocuments(text).map(document => document.toJS())
const problemsOf = (object: { kind: string }) =>
  problemsIn(object, kubernetesShapes[object.kind] ?? [], object.kind)

test.each(files)('%s has the fields of its kinds, of their types, and no others', file => {
  const objects = objectsIn(readFileSync(file, 'utf8'))
  expect(objects.length).toBeGreaterThan(0)
  expect(objects.flatMap(problemsOf)).toEqual([])
})

const budget = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: convograph }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: convograph } } }`

test.each([
  ['a field is misspelt', 'maxUnavailable', 'maxUnavalable'],
  ['the version of the API is that of another kind', 'policy/v1', 'v1'],
  ['the kind does not exist', 'PodDisruptionBudget', 'PodDisruptionsBudget'],
  ['a number is a text', 'maxUnavailable: 1', 'maxUnavailable: one'],
  ['a label is no text', 'app: convograph', 'app: true'],
  ['the name is missing', '{ name: convograph }', '{ labels: { a: b } }'],
])('a manifest is wrong if %s', (_, right, wrong) => {
  expect(objectsIn(budget).flatMap(problemsOf)).toEqual([])
  expect(objectsIn(budget.replace(right, wrong)).flatMap(problemsOf)).not.toEqual([])
})
