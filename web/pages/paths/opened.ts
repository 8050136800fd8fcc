import { type Direction } from './flows.ts'
import { type PathsQuery } from './paths.graphql.ts'

export type Ways = NonNullable<PathsQuery['after']>
export type PathLink = Ways['steps'][number]['links'][number]

/** What was clicked: a link at a distance, or a whole path. */
export interface Opened {
  title: string
  users: number
  direction: Direction
  link?: { depth: number; from: string; to: string }
  path?: string[]
}
