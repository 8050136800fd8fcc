import { type EntityManager } from '@mikro-orm/postgresql'
import { badInput } from '../../../errors.ts'
import { type SegmentInput } from '../../../schema/users/segment-input.ts'
import { type Asker } from '../asker.ts'
import { definition } from '../definition.ts'
import { haveSnapshot } from './have-snapshot.ts'
import { invalidSegment } from './invalid-segment.ts'

/** A condition that names no other segment any more: each of them stands where it was named. */
export type PlainSegment = Omit<SegmentInput, 'segmentId'>

const most = { depth: 8, leaves: 100, nested: 8, allLeaves: 500 }
const kinds = ['and', 'or', 'not', 'trait', 'metric', 'behavior', 'segmentId', 'snapshotId'] as const

/**
 * Puts the segments in that a condition names, and sees to it that ClickHouse has the snapshots. `inside` are the
 * segments that this condition belongs to: none of them may come again.
 * @throws INVALID_SEGMENT when a node is none or several of its kinds, too deep or too large, SEGMENT_CYCLE,
 * NOT_FOUND for a segment or snapshot that the project does not have
 */
export async function plainSegment(
  { em, clickhouse }: Pick<Asker, 'em' | 'clickhouse'>,
  condition: SegmentInput,
  inside: string[] = [],
): Promise<PlainSegment> {
  const walk = { em, clickhouse, allLeaves: 0, loaded: new Map<string, SegmentInput>() }
  return plainTree(walk, condition, inside)
}

interface Walk extends Pick<Asker, 'clickhouse'> {
  em: EntityManager
  /** How many conditions there are with those of all segments that are named. */
  allLeaves: number
  loaded: Map<string, SegmentInput>
}

async function plainTree(walk: Walk, condition: SegmentInput, inside: string[]): Promise<PlainSegment> {
  let leaves = 0
  const plain = async (node: SegmentInput, depth: number): Promise<PlainSegment> => {
    if (depth > most.depth) throw invalidSegment(`A segment is at most ${most.depth} levels deep.`)
    checkExactlyOne(node)
    if (node.and) return { and: await group(node.and, depth) }
    if (node.or) return { or: await group(node.or, depth) }
    if (node.not) return { not: await plain(node.not, depth + 1) }
    if (++leaves > most.leaves) throw invalidSegment(`A segment has at most ${most.leaves} conditions.`)
    if (node.segmentId != null) return plainTree(walk, ...(await named(walk, node.segmentId, inside)))
    if (++walk.allLeaves > most.allLeaves)
      throw invalidSegment(`With the segments it names, a segment has at most ${most.allLeaves} conditions.`)
    if (node.snapshotId != null) await haveSnapshot(walk, node.snapshotId)
    return node
  }
  const group = async (nodes: SegmentInput[], depth: number) => {
    if (!nodes.length) throw invalidSegment('`and` and `or` need at least one condition.')
    const parts: PlainSegment[] = []
    for (const node of nodes) parts.push(await plain(node, depth + 1))
    return parts
  }
  return plain(condition, 1)
}

function checkExactlyOne(node: SegmentInput): void {
  const given = kinds.filter(kind => node[kind] != null)
  if (given.length === 1) return
  const found = given.length ? `this has ${given.join(' and ')}` : 'this has none'
  throw invalidSegment(`A segment is exactly one of ${kinds.join(', ')}; ${found}.`)
}

/** The condition of a segment that is named, and the segments that it stands in from there on. */
async function named(
  { em, loaded }: Walk,
  id: string,
  inside: string[],
): Promise<[condition: SegmentInput, inside: string[]]> {
  if (inside.includes(id))
    throw badInput('SEGMENT_CYCLE', 'segment', `Segment ${id} would contain itself: it is named on the way.`)
  if (inside.length > most.nested)
    throw invalidSegment(`Segments stand at most ${most.nested} deep in each other.`)
  if (!loaded.has(id))
    loaded.set(id, (await definition(em, 'segment', id, 'segmentId')).content as SegmentInput)
  return [loaded.get(id)!, [...inside, id]]
}
