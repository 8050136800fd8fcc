import { isStorable } from '../../checks/text.ts'
import { type User } from '../../entities/user.ts'
import { badInput } from '../../errors.ts'
import { pageOfUsers } from '../../lists/page-of-users.ts'
import {
  type Path,
  type PathStep,
  type Paths,
  type PathsInput,
  type PathUsersArgs,
} from '../../schema/behavior/paths.ts'
import { type Connection } from '../../schema/connection.ts'
import { type Asked } from '../query/asked.ts'
import { type Compared } from '../query/compare.ts'
import { matchCondition } from '../query/event-match.ts'
import { type Selection } from '../query/measure/selection.ts'
import { toMeta } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { changesBetween, withPrevious } from '../query/with-previous.ts'
import { type PathsQuestion, type PathsRow, parts, pathsQuery, usersOfPaths } from './paths-query.ts'

/** The answer, and the users that each of its numbers counts. */
export type PathsAnswer = Paths & {
  usersOf(args: PathUsersArgs): Promise<Connection<User>>
}

const most = { depth: 5, gapSeconds: 7 * 86_400, first: 200, nameLength: 200 }

/**
 * What users did after an event, or before it. Only selected fields are computed.
 * @throws INVALID_EVENT, INVALID_DEPTH, INVALID_GAP, INVALID_FIRST, INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER,
 * INVALID_PATH
 */
export async function paths(
  scope: QueryScope,
  input: Asked<PathsInput>,
  selection: Selection,
): Promise<PathsAnswer> {
  const { answer, previous, selected } = await withPrevious(scope, input, selection, (input, selected) =>
    pathsOf(scope, input, selected),
  )
  return { ...answer, previous, changes: changesBetween(numbers, selected, answer, previous) }
}

const count: Compared = { unit: 'COUNT', isUpGood: null }
const numbers = { occurrences: count, users: count, pathCount: count, otherOccurrences: count }

async function pathsOf(scope: QueryScope, input: PathsInput, selected: Selection): Promise<PathsAnswer> {
  checkPaths(scope, input)
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const question: PathsQuestion = { ...input, range }
  const requested = {
    links: Boolean(selected.steps),
    whole: Boolean(selected.paths || selected.pathCount || selected.otherOccurrences),
    first: input.first,
  }
  const rows = await query.run<PathsRow>('paths', pathsQuery(query, question, requested))
  return {
    ...toPaths(rows, input.depth),
    previous: null,
    changes: [],
    meta: toMeta(query, range),
    usersOf: ({ link, path, ...page }) => {
      checkLinkOrPath({ link, path }, input)
      return pageOfUsers(scope, query, 'paths', usersOfPaths(query, question, { link, path }), page)
    },
  }
}

function checkPaths({ project }: QueryScope, { anchor, depth, maxGapSeconds, first }: PathsInput): void {
  matchCondition(project, anchor, 'anchor')
  if (depth < 1 || depth > most.depth)
    throw badInput('INVALID_DEPTH', 'depth', `depth must be 1 to ${most.depth}.`)
  if (maxGapSeconds < 1 || maxGapSeconds > most.gapSeconds)
    throw badInput('INVALID_GAP', 'maxGapSeconds', `maxGapSeconds must be 1 to ${most.gapSeconds} (7 days).`)
  if (first < 1 || first > most.first)
    throw badInput('INVALID_FIRST', 'first', `first must be 1 to ${most.first}.`)
}

function checkLinkOrPath({ link, path }: Pick<PathUsersArgs, 'link' | 'path'>, { depth }: PathsInput): void {
  if (link && path) throw invalidPath('path', 'Set link or path, not both.')
  if (link && (link.depth < 1 || link.depth > depth))
    throw invalidPath('link.depth', `link.depth must be 1 to ${depth}, the depth of the question.`)
  if (path && (path.length < 1 || path.length > depth + 1))
    throw invalidPath('path', `path must have 1 to ${depth + 1} events, including the anchor.`)
  for (const name of link ? [link.from, link.to] : (path ?? []))
    if (!name || name.length > most.nameLength || !isStorable(name))
      throw invalidPath(
        link ? 'link' : 'path',
        `The name of an event must have 1 to ${most.nameLength} characters.`,
      )
}

const invalidPath = (field: string, message: string) => badInput('INVALID_PATH', field, message)

function toPaths(rows: PathsRow[], depth: number): Omit<Paths, 'previous' | 'changes' | 'meta'> {
  const partOf = (part: number) => rows.filter(row => row.part === part)
  const [anchor] = partOf(parts.anchor)
  const whole = partOf(parts.whole)
  const occurrences = Number(anchor?.occurrences ?? 0)
  const reached = (step: number) => Number(partOf(step)[0]?.all ?? 0)
  return {
    occurrences,
    users: Number(anchor?.users ?? 0),
    steps: Array.from({ length: depth }, (_, i) =>
      toStep(partOf(i + 1), i + 1, occurrences, reached(i) - reached(i + 1)),
    ),
    paths: whole.map(row => ({ events: row.events, ...toNumbers(row, occurrences) })),
    pathCount: kindsOf(whole),
    otherOccurrences: occurrences - shownOf(whole),
  }
}

function toStep(rows: PathsRow[], depth: number, occurrences: number, ended: number): PathStep {
  const here = Number(rows[0]?.all ?? 0)
  return {
    depth,
    occurrences: here,
    ended,
    links: rows.map(({ events: [from, to], ...row }) => ({
      from: from!,
      to: to!,
      ...toNumbers(row, occurrences),
    })),
    linkCount: kindsOf(rows),
    otherOccurrences: here - shownOf(rows),
  }
}

const toNumbers = (row: Omit<PathsRow, 'events'>, all: number): Omit<Path, 'events'> => ({
  occurrences: Number(row.occurrences),
  users: Number(row.users),
  share: Number(row.occurrences) / all,
  medianSeconds: row.medianSeconds,
})

const kindsOf = ([row]: PathsRow[]) => Number(row?.kinds ?? 0)

const shownOf = (rows: PathsRow[]) => rows.reduce((sum, { occurrences }) => sum + Number(occurrences), 0)
