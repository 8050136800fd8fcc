import { type Asker } from './asker.ts'

/** Users in four lists aligned by index, each as PostgreSQL writes an array, such as `{1,2}`. */
export interface UserLists {
  numbers: string
  isNew: string
  events: string
  messages: string
}

/** Users with the same value of a trait, null where they have none; `allUsers` and `groups` are of all groups. */
export interface TraitGroup {
  part: string | null
  activeUsers: number
  newUsers: number
  events: number
  messages: number
  allUsers: number
  groups: number
}

/**
 * Groups users by a trait, the largest groups first. Traits change without a fact, so that only PostgreSQL knows
 * them: it is told who was active, in lists that nothing has to read on the way.
 */
export function traitGroups(
  { em, project }: Asker,
  { numbers, isNew, events, messages }: UserLists,
  trait: string,
  first: number,
): Promise<TraitGroup[]> {
  return em.execute(
    `with active as (
       select * from unnest(?::integer[], ?::integer[], ?::bigint[], ?::bigint[])
         as active (user_no, is_new, events, messages)
     ),
     parted as (
       select nullif(traits #>> array(select jsonb_array_elements_text(?::jsonb)), '') as part, active.*
       from active left join users on no = user_no and project = ?
     )
     select part, count(*)::float8 as "activeUsers", sum(is_new)::float8 as "newUsers", sum(events)::float8 as events,
       sum(messages)::float8 as messages, (sum(count(*)) over ())::float8 as "allUsers",
       (count(*) over ())::float8 as groups
     from parted
     group by part
     order by count(*) desc, coalesce(part, '') collate "C"
     limit ?`,
    [numbers, isNew, events, messages, JSON.stringify(keysOf(trait)), project, first],
  )
}

/** As in a property, a dot goes one level down, and `%2E` is a dot within a key. */
const keysOf = (trait: string) => trait.split('.').map(key => key.replaceAll('%2E', '.'))
