import { type Layer } from './layers.ts'

/** The options of an overlay that shows these layers, the last one on top. */
export const overlayOf = (layers: Layer[]): string =>
  `lowerdir=${layers
    .map(({ folder }) => folder)
    .reverse()
    .join(':')}`

/**
 * The beginning of a script for `unshare --mount`, whose mounts vanish with its processes: mounts the overlay `$overlay` at
 * `$root`, with the devices, and the 64 MB of shared memory, that Docker gives.
 */
export const mountImage = `
set -eu
mount --make-rprivate /
mount -t overlay -o "$overlay" overlay "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777,size=64m,nosuid,nodev tmpfs "$root/dev/shm"
`

/** Settings as arguments of `env`. */
export const assignments = (settings: Record<string, string>): string[] =>
  Object.entries(settings).map(([name, value]) => `${name}=${value}`)
