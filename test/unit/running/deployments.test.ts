import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { parseDockerfile } from '../../image/dockerfile.ts'

const image = parseDockerfile(readFileSync('Dockerfile', 'utf8')).at(-1)!
const [uid] = image.instructions
  .find(({ keyword }) => keyword === 'USER')!
  .rest.split(':')
  .map(Number)
/** Longest drain and stop: docs/operations.md. */
const secondsToStop = 40

describe('compose.yml', () => {
  const { services, volumes } = parse(readFileSync('compose.yml', 'utf8'))

  test('runs the image confined, with time to stop, and its data on a volume', () => {
    expect(services.convograph).toMatchObject({
      build: '.',
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      init: true,
      stop_grace_period: `${secondsToStop}s`,
      volumes: ['data:/data'],
      ports: ['127.0.0.1:8002:8002'],
      environment: { HOST: '0.0.0.0', PORT: 8002, DATA_DIR: '/data' },
    })
    expect(services.convograph.profiles).toBeUndefined()
  })

  test('starts the servers only with their profile, and the service once they are healthy', () => {
    const servers = Object.keys(services.convograph.depends_on)
    expect(servers).toEqual(['postgres', 'clickhouse'])
    for (const name of servers) {
      expect(services.convograph.depends_on[name]).toEqual({ condition: 'service_healthy', required: false })
      expect(services[name].profiles).toEqual(['servers'])
      expect(services[name].healthcheck.test[0]).toBe('CMD')
    }
    expect(services.postgres).toMatchObject({
      image: 'postgres:18',
      volumes: ['postgres:/var/lib/postgresql'],
    })
  })

  test('declares the volumes that it uses, and no other', () => {
    const used = Object.values<{ volumes: string[] }>(services).flatMap(service => service.volumes)
    expect(used.map(volume => volume.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort())
  })

  test('asks for a secret, and has none', () => {
    expect(services.convograph.environment.AUTH_SECRET_KEY).toMatch(/^\$\{AUTH_SECRET_KEY:\?/)
    expect(services.postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{SERVERS_PASSWORD:-\}$/)
    expect(services.clickhouse.environment.CLICKHOUSE_PASSWORD).toMatch(/^\$\{SERVERS_PASSWORD:-\}$/)
  })
})

describe('Kubernetes', () => {
  const kustomizations = globSync('deploy/kubernetes/*/kustomization.yaml')
  const objects = (file: string) =>
    parseAllDocuments(readFileSync(file, 'utf8')).map(document => {
      expect(document.errors).toEqual([])
      return document.toJS()
    })
  const read = (file: string) => objects(`deploy/kubernetes/${file}`)[0]
  const embedded = read('embedded/statefulset.yaml')
  const servers = read('servers/deployment.yaml')
  const containerOf = ({ spec }: typeof embedded) => spec.template.spec.containers[0]

  test.each(kustomizations)('%s names all files beside it', file => {
    const folder = dirname(file)
    const { resources } = objects(file)[0]
    const beside = globSync('*.yaml', { cwd: folder }).filter(name => name !== 'kustomization.yaml')
    expect([...resources].sort()).toEqual(beside.sort())
  })

  test('every object that selects pods selects those of the service', () => {
    const label = { 'app.kubernetes.io/name': 'convograph' }
    for (const { spec } of [embedded, servers]) {
      expect(spec.selector.matchLabels).toEqual(label)
      expect(spec.template.metadata.labels).toEqual(label)
    }
    for (const folder of ['embedded', 'servers']) {
      expect(read(`${folder}/service.yaml`).spec.selector).toEqual(label)
      expect(read(`${folder}/disruption-budget.yaml`).spec.selector.matchLabels).toEqual(label)
      expect(read(`${folder}/service.yaml`).metadata.labels).toEqual(label)
    }
    expect(read('monitoring/service-monitor.yaml').spec.selector.matchLabels).toEqual(label)
  })

  test.each([
    ['embedded', embedded],
    ['servers', servers],
  ])('%s: the pod is confined as the image allows, and has time to stop', (_, workload) => {
    const { spec } = workload.spec.template
    expect(spec.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: uid,
      fsGroup: uid,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    })
    expect(containerOf(workload).securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(spec.terminationGracePeriodSeconds).toBe(secondsToStop)
    expect(spec.automountServiceAccountToken).toBe(false)
  })

  test.each([
    ['embedded', embedded],
    ['servers', servers],
  ])('%s: what is written is mounted', (_, workload) => {
    const mounted = containerOf(workload).volumeMounts.map(({ name }: { name: string }) => name)
    const volumes = [...workload.spec.template.spec.volumes, ...(workload.spec.volumeClaimTemplates ?? [])]
    expect(volumes.map(({ name, metadata }) => name ?? metadata.name).sort()).toEqual(mounted.sort())
    const paths = containerOf(workload).volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)
    expect(paths).toEqual(expect.arrayContaining(['/data', '/tmp']))
  })

  test('both have the same probes: restarts follow /health/live, and requests /health/ready', () => {
    const probes = (workload: typeof embedded) => {
      const { startupProbe, livenessProbe, readinessProbe } = containerOf(workload)
      return { startupProbe, livenessProbe, readinessProbe }
    }
    expect(probes(servers)).toEqual(probes(embedded))
    expect(probes(embedded)).toMatchObject({
      startupProbe: { httpGet: { path: '/health/live', port: 'http' } },
      livenessProbe: { httpGet: { path: '/health/live', port: 'http' } },
      readinessProbe: { httpGet: { path: '/health/ready', port: 'http' } },
    })
    expect(containerOf(embedded).ports).toEqual([{ name: 'http', containerPort: 8002 }])
  })

  test('one process has the embedded databases, several share servers and the folder of exports', () => {
    expect(embedded).toMatchObject({ kind: 'StatefulSet', spec: { replicas: 1 } })
    expect(servers).toMatchObject({ kind: 'Deployment', spec: { replicas: 2 } })
    expect(read('servers/exports.yaml').spec.accessModes).toEqual(['ReadWriteMany'])
  })
})

describe('the unit of systemd', () => {
  const unit = readFileSync('deploy/systemd/convograph.service', 'utf8')
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1]

  test('runs the service with the Node.js of the repository, and not as root', () => {
    expect(value('ExecStart')).toBe('/opt/convograph/node_modules/.bin/node dist/src/main.js')
    expect(value('WorkingDirectory')).toBe('/opt/convograph')
    expect(value('User')).toBe('convograph')
  })

  test('only the service gets the signal, with time to stop', () => {
    expect(value('KillMode')).toBe('mixed')
    expect(value('TimeoutStopSec')).toBe(String(secondsToStop))
  })

  test('Node.js may use memory keys, and a call that is not listed does not end the process', () => {
    expect(value('SystemCallFilter')).toBe('@system-service @pkey')
    expect(value('SystemCallErrorNumber')).toBe('EPERM')
  })
})

test('docs/running.md names only files that exist', () => {
  const page = readFileSync('docs/running.md', 'utf8')
  const files = [...page.matchAll(/\bdeploy\/[\w./-]*\w/g)].map(([path]) => path)
  expect(files.filter(path => !existsSync(path))).toEqual([])
  const links = [...page.matchAll(/\]\(([\w./-]+\.\w+)/g)].map(([, path]) => join('docs', path!))
  expect(links.filter(path => !existsSync(path))).toEqual([])
  const programs = [...page.matchAll(/dist\/(src\/cli\/[\w-]+)\.js/g)].map(([, path]) => `${path}.ts`)
  expect(programs.filter(path => !existsSync(path))).toEqual([])
})
