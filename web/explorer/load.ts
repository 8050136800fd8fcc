/** Loads a script. It rejects if the script does not come in time. */
export const load = (address: string, patienceMs: number): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.addEventListener('load', resolve)
    script.addEventListener('error', reject)
    setTimeout(reject, patienceMs)
    script.src = address
    document.head.append(script)
  })
