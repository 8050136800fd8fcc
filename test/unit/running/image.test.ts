import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contextOf } from '../../image/context.ts'
import { parseDockerfile } from '../../image/dockerfile.ts'

const source = readFileSync('Dockerfile', 'utf8')
const stages = parseDockerfile(source)
const { dependencies, engines } = JSON.parse(readFileSync('package.json', 'utf8'))
const last = (keyword: string) => stages.at(-1)!.instructions.findLast(each => each.keyword === keyword)!

test('the Dockerfile has the stages that its comments describe', () => {
  expect(stages.map(({ image, name }) => [image, name])).toEqual([
    ['node:24.21.0-trixie-slim', 'manifests'],
    ['manifests', 'packages'],
    ['manifests', 'build'],
    ['debian:trixie-slim', undefined],
  ])
})

test('the image has the Node.js that package.json installs', () => {
  expect(stages[0]!.image).toBe(`node:${dependencies.node}-trixie-slim`)
  expect(engines.node).toMatch(/^>=22\./)
})

test('a container is not root, and its first process is the service', () => {
  expect(last('USER').rest).toBe('10001:10001')
  expect(JSON.parse(last('CMD').rest)).toEqual(['node', 'dist/src/main.js'])
  expect(last('HEALTHCHECK')).toMatchObject({
    flags: { interval: '15s', timeout: '5s', 'start-period': '120s', retries: '3' },
    rest: 'CMD ["node", "dist/src/cli/health.js"]',
  })
})

test('what the grammar of Docker does not allow is refused', () => {
  expect(() => parseDockerfile('FROM debian\nEXPOSE\nCOPY only-one\n')).toThrow(
    /^The Dockerfile is wrong: line 2: .*; line 3: /,
  )
})

test('steps are joined over their lines, without comments', () => {
  const [stage] = parseDockerfile(
    'FROM debian AS a\n# why\nRUN one \\\n  && two\nCOPY --from=b --chmod=1 /x ./y\n',
  )
  expect(stage!.instructions.map(({ keyword, flags, rest }) => [keyword, flags, rest])).toEqual([
    ['RUN', {}, 'one && two'],
    ['COPY', { from: 'b', chmod: '1' }, '/x ./y'],
  ])
})

test('the build gets the code, and neither secrets nor data nor tests', () => {
  const { files } = contextOf('.')
  expect(files).toEqual(expect.arrayContaining(['package.json', 'src/main.ts', 'docs/metrics.md', 'LICENSE']))
  expect(new Set(files.map(file => file.split('/')[0]))).toEqual(
    new Set([
      ...['.npmrc', 'LICENSE', 'docs', 'migrations', 'package-lock.json', 'package.json', 'packages'],
      ...['schema.graphql', 'scripts', 'src', 'tsconfig.build.json', 'tsconfig.json', 'web'],
    ]),
  )
  expect(files.filter(file => /(^|\/)(\.env|dist|node_modules)(\/|$)/.test(file))).toEqual([])
})
