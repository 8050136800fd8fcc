import { type ClientBase, type Pool } from 'pg'

/** Whether a caller is an account of this service that is disabled. The subject of another token is none. */
export async function isDisabled(
  pool: Pool | ClientBase,
  { project, subject }: { project: string; subject: string },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select from accounts where username = $1 and project = $2 and disabled_at is not null',
    [subject, project],
  )
  return rowCount === 1
}
