import { copyFile, mkdir } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { baseImage } from './base-image.ts'
import { mustRun } from './command.ts'
import { type Context, filesAt, fingerprint } from './context.ts'
import { type Instruction, type Stage } from './dockerfile.ts'
import { type HostNpm } from './host-npm.ts'
import { type Image } from './image.ts'
import { type LayerCache, type Unfinished } from './layers.ts'
import { assignments, mountImage, overlayOf } from './namespaces.ts'

/** What the steps of a build share. */
interface Builder {
  context: Context
  cache: LayerCache
  npm: HostNpm
  /** An empty folder, where each step mounts its image. */
  root: string
  /** The stages, by name. */
  stages: Map<string, Promise<Image>>
  say(line: string): void
}

/** Executes the steps of a Dockerfile as Docker would: stages at once, as far as none needs another. Returns the last image. */
export async function buildImage(stages: Stage[], given: Omit<Builder, 'stages'>): Promise<Image> {
  const builder: Builder = { ...given, stages: new Map() }
  for (const stage of stages) builder.stages.set(stage.name ?? '', buildStage(stage, builder))
  const images = await Promise.all(builder.stages.values())
  return images.at(-1)!
}

async function buildStage({ image: from, instructions }: Stage, builder: Builder): Promise<Image> {
  let image = await (builder.stages.get(from) ?? baseImage(from, builder.cache))
  for (const instruction of instructions) image = await execute(image, instruction, builder)
  return image
}

async function execute(image: Image, instruction: Instruction, builder: Builder): Promise<Image> {
  const step = steps[instruction.keyword]
  if (!step) throw new Error(`No step is known for ${instruction.text}`)
  const began = performance.now()
  const next = await step(image, instruction, builder)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  builder.say(`${seconds.padStart(8)} s   ${instruction.text.slice(0, 100)}`)
  return next
}

type Step = (image: Image, instruction: Instruction, builder: Builder) => Image | Promise<Image>

const steps: Record<string, Step> = {
  RUN: (image, instruction, builder) =>
    addLayer(image, instruction, builder, [], at => runIn(image, instruction, builder, at)),
  COPY: (image, instruction, builder) =>
    instruction.flags.from
      ? copyFromStage(image, instruction, builder)
      : copyFromContext(image, instruction, builder),
  WORKDIR: (image, { rest }) => ({ ...image, folder: resolve(image.folder, rest) }),
  ENV: (image, { rest }) => ({ ...image, env: { ...image.env, ...pairs(rest) } }),
  USER: (image, { rest }) => ({ ...image, user: rest }),
  VOLUME: (image, { rest }) => ({ ...image, volume: rest }),
  CMD: (image, { rest }) => ({ ...image, command: JSON.parse(rest) }),
  HEALTHCHECK: (image, { rest }) => ({ ...image, healthCheck: JSON.parse(rest.replace('CMD ', '')) }),
  EXPOSE: image => image,
  STOPSIGNAL: image => image,
}

const pairs = (text: string) => Object.fromEntries(text.split(/\s+/).map(pair => pair.split('=')))

async function addLayer(
  image: Image,
  { text }: Instruction,
  { cache }: Builder,
  inputs: string[],
  make: (at: Unfinished) => Promise<void>,
): Promise<Image> {
  const below = image.layers.at(-1)!.key
  const layer = await cache.layer(text, [below, image.folder, ...assignments(image.env), ...inputs], make)
  return { ...image, layers: [...image.layers, layer] }
}

/** The network and npm's settings of this machine are mounted while a step runs; they are no part of the layer. */
const runScript = `${mountImage}
for file in resolv.conf hosts; do mount --bind "/etc/$file" "$root/etc/$file"; done
mount -t tmpfs tmpfs "$root/run"
cp "$npm"/* "$root/run"
mkdir "$root/run/cache"
mkdir -p "$cache"
mount --bind "$cache" "$root/run/cache"
mkdir -p "$root$folder"
exec chroot "$root" env --ignore-environment --chdir="$folder" "$@"
`

async function runIn(
  image: Image,
  { rest }: Instruction,
  { npm, root }: Builder,
  at: Unfinished,
): Promise<void> {
  const settings = assignments({ ...image.env, HOME: '/root', ...npm.environment })
  await mustRun(
    'unshare',
    [
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      'sh',
      '-c',
      runScript,
      'sh',
      ...settings,
      'sh',
      '-c',
      rest,
    ],
    {
      env: {
        overlay: `${overlayOf(image.layers)},upperdir=${at.files},workdir=${at.work}`,
        root,
        folder: image.folder,
        npm: npm.folder,
        cache: npm.cache,
      },
    },
  )
}

function copyFromContext(image: Image, instruction: Instruction, builder: Builder): Promise<Image> {
  const { context } = builder
  const { sources, target } = copied(image, instruction)
  const files = sources.flatMap(source => filesAt(context, source))
  if (!files.length) throw new Error(`No file of the context is at ${sources.join(', ')}`)
  return addLayer(image, instruction, builder, [fingerprint(context, files)], async at => {
    for (const source of sources)
      for (const file of filesAt(context, source)) {
        const name = file === source ? basename(file) : relative(source, file)
        await copyTo(join(context.folder, file), join(at.files, target, name))
      }
  })
}

async function copyTo(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
}

const copyScript = `
set -eu
mount --make-rprivate /
mount -t overlay -o "$overlay" overlay "$root"
mkdir -p "$target"
for source in "$@"; do
  if [ -d "$root$source" ]; then cp -a "$root$source/." "$target"; else cp -a "$root$source" "$target"; fi
done
`

async function copyFromStage(image: Image, instruction: Instruction, builder: Builder): Promise<Image> {
  const stage = await builder.stages.get(instruction.flags.from!)!
  const { sources, target } = copied(image, instruction)
  return addLayer(image, instruction, builder, [stage.layers.at(-1)!.key], async at => {
    await mustRun('unshare', ['--mount', 'sh', '-c', copyScript, 'sh', ...sources], {
      env: { overlay: overlayOf(stage.layers), root: builder.root, target: join(at.files, target) },
    })
  })
}

/** Sources and the absolute target of a COPY. A target of files is a folder, which ends with `/` or is `.`. */
function copied(image: Image, { rest }: Instruction): { sources: string[]; target: string } {
  const paths = rest.split(/\s+/)
  return { sources: paths.slice(0, -1), target: resolve(image.folder, paths.at(-1)!) }
}
