/** The ports of a server on 127.0.0.1. */
export interface Ports {
  http: number
  tcp: number
}

/** A user of a server. Without a password anybody on this machine is the user. */
export interface ServerUser {
  name: string
  password?: string
  /** Statements `GRANT … ON …`, without their `TO …`; all rights if absent. */
  grants?: string[]
}

/** One server among those that know each other. */
interface ServerConfig {
  folder: string
  usersFile: string
  ports: Ports
  /** Its number, from 1. */
  shard: number
  /** All servers, which are the cluster `convograph`. */
  cluster: readonly Ports[]
}

/** The name by which the servers know each other. */
export const clusterName = 'convograph'

/**
 * The settings of a server. Its Keeper is one for tests that lives in the memory of the process, so a replicated table has its
 * only replica there and is forgotten with the process.
 */
export const serverXml = ({ folder, usersFile, ports, shard, cluster }: ServerConfig) => `<clickhouse>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${ports.http}</http_port>
  <tcp_port>${ports.tcp}</tcp_port>
  <path>${folder}/</path>
  <tmp_path>${folder}/tmp/</tmp_path>
  <users_config>${usersFile}</users_config>
  <max_server_memory_usage_to_ram_ratio>0.2</max_server_memory_usage_to_ram_ratio>
  <mark_cache_size>67108864</mark_cache_size>
  <background_processing_pool_thread_sleep_seconds_if_nothing_to_do>0.01</background_processing_pool_thread_sleep_seconds_if_nothing_to_do>
  <background_processing_pool_task_sleep_seconds_when_no_work_random_part>0</background_processing_pool_task_sleep_seconds_when_no_work_random_part>
  <zookeeper><implementation>testkeeper</implementation></zookeeper>
  <macros><cluster>${clusterName}</cluster><shard>${shard}</shard><replica>1</replica></macros>
  <remote_servers>
    <${clusterName}>
      <secret>only for tests</secret>
      ${cluster.map(shardXml).join('\n      ')}
    </${clusterName}>
  </remote_servers>
</clickhouse>
`

const shardXml = ({ tcp }: Ports) =>
  `<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>${tcp}</port></replica></shard>`

export const usersXml = (users: readonly ServerUser[]) => `<clickhouse>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <users>
    ${users.map(userXml).join('\n    ')}
  </users>
</clickhouse>
`

const userXml = ({ name, password, grants }: ServerUser) => `<${name}>
      ${password === undefined ? '<no_password/>' : `<password>${password}</password>`}
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      ${grants ? grantsXml(grants) : '<access_management>1</access_management>'}
    </${name}>`

const grantsXml = (grants: string[]) =>
  `<grants>${grants.map(grant => `<query>${grant}</query>`).join('')}</grants>`
