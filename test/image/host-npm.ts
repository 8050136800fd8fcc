import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun } from './command.ts'

/** Where npm of this machine finds packages, for the npm inside an image: Docker's builder would have its own. */
export interface HostNpm extends AsyncDisposable {
  /** A folder with files, which is `/run` for a step. */
  folder: string
  /** The packages that npm has downloaded before. */
  cache: string
  environment: Record<string, string>
}

const proxies = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']

export async function hostNpm(): Promise<HostNpm> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-npm-'))
  const userConfig = await setting('userconfig')
  await copyFile(userConfig, join(folder, 'npmrc')).catch(() => writeFile(join(folder, 'npmrc'), ''))
  const certificates = process.env.NODE_EXTRA_CA_CERTS ?? (await setting('cafile'))
  if (certificates) await copyFile(certificates, join(folder, 'certificates.pem'))
  return {
    folder,
    cache: await setting('cache'),
    environment: {
      NPM_CONFIG_USERCONFIG: '/run/npmrc',
      NPM_CONFIG_CACHE: '/run/cache',
      NPM_CONFIG_PREFER_OFFLINE: 'true',
      NPM_CONFIG_REGISTRY: await setting('registry'),
      ...(certificates && {
        NPM_CONFIG_CAFILE: '/run/certificates.pem',
        NODE_EXTRA_CA_CERTS: '/run/certificates.pem',
      }),
      ...Object.fromEntries(proxies.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : []))),
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** A setting of npm; empty if it has none. */
async function setting(name: string): Promise<string> {
  const value = (await mustRun('npm', ['config', 'get', name])).trim()
  return value === 'null' || value === 'undefined' ? '' : value
}
