import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const under = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name))

/** Ratings of agents by key, and those of results, by all names under which programs and statements know them. */
const ofAgents = /serviceRatings|service_ratings|ServiceRating/
const ofResults = /(?<!service_)(?<!service)\bratings\b(?!Of)|ratingRulings|rating_rulings|RatingReads|countingRating/

/** What makes figures: whatever reads the store, and whatever counts. */
const counting = [
  'src/adapters/store/reads',
  'src/domain/kpi',
  'src/domain/scoring',
  'src/domain/campaign',
  'src/engine/scoring',
  'src/engine/ratings',
]
/** A call is shown with the rating of its agent under this name; nothing is counted there. */
const shown = ['src/adapters/store/reads/call-reads.ts']

test('given all that reads and counts ratings, then nothing knows both those of agents and those of results (DOMAIN.md 4.6)', () => {
  const files = counting.flatMap(under)
  const read = (file: string) => readFileSync(file, 'utf8')
  const both = files.filter(file => !shown.includes(file) && ofAgents.test(read(file)) && ofResults.test(read(file)))
  assert.deepEqual(both, [])
  assert.ok(
    files.some(file => ofAgents.test(read(file))),
    'nobody reads ratings of agents: the names have changed',
  )
  assert.ok(
    files.filter(file => ofResults.test(read(file))).length >= 3,
    'nobody reads ratings of results: the names have changed',
  )
})

test('given the tables, then no statement of a read names both in one', () => {
  const statements = under('src/adapters/store/reads').flatMap(file => readFileSync(file, 'utf8').split(/`/))
  const both = statements.filter(text => /service_ratings/.test(text) && /(?<!service_)\bratings\b/.test(text))
  assert.deepEqual(both, [])
})

test('given the ways by which a result is rated, then a key is none of them', () => {
  const schema = readFileSync('src/adapters/http/case-step-schemas.ts', 'utf8')
  assert.match(schema, /resultSources/)
  assert.doesNotMatch(schema, /ratingSources|keypad/)
})
