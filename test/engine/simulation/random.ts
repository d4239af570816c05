export { type Random, seeded } from '../../../src/engine/replay/random.ts'
