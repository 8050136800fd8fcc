import { type EntityManager } from '@mikro-orm/postgresql'
import { at, collectedInTurn } from '../../../checks/collect.ts'
import { badInput } from '../../../errors.ts'
import { type SegmentInput } from '../../../schema/users/segment-input.ts'
import { definition } from '../definition.ts'
import { type QueryScope } from '../query-scope.ts'
import { haveSnapshot } from './have-snapshot.ts'
import { invalidSegment } from './invalid-segment.ts'

/** A condition without references to other segments: each is replaced by its own condition. */
export type PlainSegment = Omit<SegmentInput, 'segmentId'>

const most = { depth: 8, leaves: 100, nested: 8, allLeaves: 500 }
const kinds = ['and', 'or', 'not', 'trait', 'metric', 'behavior', 'segmentId', 'snapshotId'] as const

/**
 * Replaces references to segments by their conditions and ids of snapshots by their numbers, and copies snapshots to ClickHouse where they are missing.
 * `inside` are the ids of the segments around the condition, which may not occur again.
 * @throws INVALID_SEGMENT for a node that is not exactly one kind of condition, and for too many levels or conditions,
 * SEGMENT_CYCLE, NOT_FOUND for a segment or snapshot that the project does not have
 */
export async function plainSegment(
  { em, clickhouse }: Pick<QueryScope, 'em' | 'clickhouse'>,
  condition: SegmentInput,
  inside: string[] = [],
): Promise<PlainSegment> {
  const walk = { em, clickhouse, allLeaves: 0, loaded: new Map<string, SegmentInput>() }
  return plainTree(walk, condition, inside)
}

interface Walk extends Pick<QueryScope, 'clickhouse'> {
  em: EntityManager
  /** The number of conditions so far, those of referenced segments included. */
  allLeaves: number
  loaded: Map<string, SegmentInput>
}

async function plainTree(walk: Walk, condition: SegmentInput, inside: string[]): Promise<PlainSegment> {
  let leaves = 0
  const plain = async (node: SegmentInput, depth: number): Promise<PlainSegment> => {
    if (depth > most.depth) throw invalidSegment(`A segment may be at most ${most.depth} levels deep.`)
    checkExactlyOne(node)
    if (node.and) return { and: await group('and', node.and, depth) }
    if (node.or) return { or: await group('or', node.or, depth) }
    if (node.not) return { not: await at(['not'], () => plain(node.not!, depth + 1)) }
    if (++leaves > most.leaves) throw invalidSegment(`A segment may have at most ${most.leaves} conditions.`)
    if (node.segmentId != null) return plainTree(walk, ...(await named(walk, node.segmentId, inside)))
    if (++walk.allLeaves > most.allLeaves)
      throw invalidSegment(
        `A segment may have at most ${most.allLeaves} conditions, including those of the segments that it refers to.`,
      )
    return node.snapshotId == null ? node : { snapshotId: await haveSnapshot(walk, node.snapshotId) }
  }
  const group = async (key: 'and' | 'or', nodes: SegmentInput[], depth: number) => {
    if (!nodes.length) throw invalidSegment('`and` and `or` need at least one condition.')
    return collectedInTurn(nodes, (node, i) => at([key, i], () => plain(node, depth + 1)))
  }
  return plain(condition, 1)
}

function checkExactlyOne(node: SegmentInput): void {
  const given = kinds.filter(kind => node[kind] != null)
  if (given.length === 1) return
  const found = given.length ? `this has ${given.join(' and ')}` : 'this has none'
  throw invalidSegment(`A segment must have exactly one of ${kinds.join(', ')}; ${found}.`)
}

/** The condition of a referenced segment, and `inside` for its own references. */
async function named(
  { em, loaded }: Walk,
  id: string,
  inside: string[],
): Promise<[condition: SegmentInput, inside: string[]]> {
  if (inside.includes(id))
    throw badInput(
      'SEGMENT_CYCLE',
      'segment',
      `Segment ${id} refers to itself, directly or through another segment.`,
    )
  if (inside.length > most.nested)
    throw invalidSegment(`References between segments may be at most ${most.nested} levels deep.`)
  if (!loaded.has(id))
    loaded.set(id, (await definition(em, 'segment', id, 'segmentId')).content as SegmentInput)
  return [loaded.get(id)!, [...inside, id]]
}
