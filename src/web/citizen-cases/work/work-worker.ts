import { type Challenge, solver } from './solve.ts'

const atOnce = 50_000

addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  const work = solver(data)
  let answers: readonly number[] | null = null
  while (!answers) answers = work(atOnce)
  postMessage(answers)
})
