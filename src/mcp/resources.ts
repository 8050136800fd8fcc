import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ReadResourceResult, type Resource } from '@modelcontextprotocol/server'
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql'
import { once } from '../lists/once.ts'
import { packageFolder } from '../package-folder.ts'

/** A resource and its text. */
export interface Readable extends Resource {
  read(): Promise<string>
}

/** The texts that agents may read. The schema is one where clients may see it. */
export function resourcesOf(schema: GraphQLSchema, isSchemaOpen: boolean): Readable[] {
  const printed = once(async () => printSchema(lexicographicSortSchema(schema)))
  const metrics: Readable = {
    uri: 'convograph://docs/metrics.md',
    name: 'docs/metrics.md',
    title: 'What the numbers mean',
    description: 'The definition, unit and limits of every number.',
    mimeType: 'text/markdown',
    read: once(() => readFile(join(packageFolder(import.meta.dirname), 'docs/metrics.md'), 'utf8')),
  }
  if (!isSchemaOpen) return [metrics]
  return [
    metrics,
    {
      uri: 'convograph://schema.graphql',
      name: 'schema.graphql',
      title: 'The GraphQL schema',
      description: 'Every question with its arguments and answers. `search_schema` finds parts of it.',
      mimeType: 'application/graphql',
      read: printed,
    },
  ]
}

/** @returns undefined if there is no resource at the address */
export async function readResource(
  resources: Readable[],
  uri: string,
): Promise<ReadResourceResult | undefined> {
  const resource = resources.find(each => each.uri === uri)
  if (!resource) return undefined
  return { contents: [{ uri, mimeType: resource.mimeType!, text: await resource.read() }] }
}

export const listedResources = (resources: Readable[]): Resource[] =>
  resources.map(({ read: _, ...resource }) => resource)
