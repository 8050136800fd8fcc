import { type ClientBase } from 'pg'
import { isDistinctive } from './redact.ts'

/**
 * The names that no other user of the project has, as an id, as a name or in a trait: a first name or the plan of the user say nothing
 * about it alone. `numbers` are those of the user.
 */
export async function onlyTheirs(
  client: ClientBase,
  project: string,
  numbers: number[],
  names: string[],
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($3::text[]) as name
     where not exists (
       select from users
       where project = $1 and no <> all($2::integer[])
         and (external_id = name or username = name or jsonb_path_exists(traits, 'strict $.** ? (@ == $name)', jsonb_build_object('name', name))))`,
    [project, numbers, names.filter(isDistinctive)],
  )
  return rows.map(({ name }) => name)
}
