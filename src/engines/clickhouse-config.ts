import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { embeddedUsers, type SandboxUser } from '../clickhouse/sandbox/sandbox-users.ts'

/**
 * Writes the configuration of the embedded engine and returns its path. The engine reads users only from a file: the
 * owner of all tables, and the restricted users as which custom queries run. No user can log in from elsewhere, since
 * the engine listens nowhere.
 */
export async function writeClickHouseConfig(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const users = join(folder, 'users.xml')
  const config = join(folder, 'config.xml')
  await writeFile(users, usersXml, { mode: 0o600 })
  // A path of its own: the engine looks for a relative one in the working directory.
  await writeFile(config, `<clickhouse><users_config>${xmlText(users)}</users_config></clickhouse>\n`, {
    mode: 0o600,
  })
  return config
}

const userXml = (name: string, more: string) => `    <${name}>
      <no_password/>
      <networks><ip>::1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      ${more}
    </${name}>`

const sandboxUserXml = ({ name, prefix }: SandboxUser) =>
  userXml(name, `<grants><query>GRANT SELECT ON ${prefix}*.*</query></grants>`)

const usersXml = `<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <users>
${[userXml('default', '<access_management>1</access_management>'), ...Object.values(embeddedUsers).flat().map(sandboxUserXml)].join('\n')}
  </users>
</clickhouse>
`

const xmlText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
