import { type Challenge, solver } from './solve.ts'

/** Few enough that a slow phone answers its keys between two of them. */
const triesAtOnce = 1_000

/** In pieces between what the citizen types: where a browser has no workers, or this one fails. */
const workHere = (challenge: Challenge): Promise<readonly number[]> =>
  new Promise(resolve => {
    const work = solver(challenge)
    const piece = () => {
      const answers = work(triesAtOnce)
      if (answers) resolve(answers)
      else setTimeout(piece)
    }
    piece()
  })

const workAside = (challenge: Challenge): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./work-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<readonly number[]>) => {
      resolve(data)
      worker.terminate()
    }
    worker.onerror = () => {
      reject(new Error('no worker'))
      worker.terminate()
    }
    worker.postMessage(challenge)
  })

/** Solves a challenge beside the page, or else within it. */
export const startWork = (challenge: Challenge): Promise<readonly number[]> =>
  Promise.resolve()
    .then(() => workAside(challenge))
    .catch(() => workHere(challenge))
