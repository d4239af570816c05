import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { caseClasses } from '../../src/domain/cases/case.ts'
import { dispatchCatalogue } from '../../src/domain/cases/catalogue/dispatch.ts'
import { topics } from '../../src/domain/cases/catalogue/topics.ts'
import { units } from '../../src/domain/cases/catalogue/units.ts'
import { segments, soughtSegments } from '../../src/domain/text/segments.ts'
import { queries } from './labelled/queries.ts'
import { requests } from './labelled/requests.ts'
import { suggestionRates } from './leave-one-out.ts'

suite('the labelled set', () => {
  test('holds together: ids once, classes, topics and units that there are, queries for requests that there are', () => {
    const ids = requests.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    const leaves = topics.filter(({ parent }) => parent !== null).map(({ id }) => id)
    for (const request of requests) {
      assert.ok(caseClasses.includes(request.class), request.id)
      assert.ok(leaves.includes(request.topic), request.id)
      assert.ok(
        units.some(({ id }) => id === request.unit),
        request.id,
      )
      assert.ok(request.text.length > 10, request.id)
    }
    assert.deepEqual(
      queries.flatMap(([, found]) => found).filter(id => !ids.includes(id)),
      [],
    )
  })

  test('is found by its queries: nine of ten requests, and none that is not meant', () => {
    const filed = requests.map(({ id, text, place }) => ({ id, under: new Set(segments(`${text}\n${place}`)) }))
    let [right, found, wanted] = [0, 0, 0]
    for (const [query, ids] of queries) {
      const sought = soughtSegments(query)
      const hits = filed.filter(({ under }) => sought.every(segment => under.has(segment)))
      right += hits.filter(({ id }) => ids.includes(id)).length
      found += hits.length
      wanted += ids.length
    }
    assert.ok(right / wanted >= 0.9, `recall ${right / wanted}`)
    assert.ok(right / found >= 0.98, `precision ${right / found}`)
  })

  test('is told its class, topic and unit as often as was decided on', () => {
    const { class: of, topic, unit } = suggestionRates().both ?? {}
    assert.ok((of?.top1 ?? 0) >= 0.7 && (of?.top3 ?? 0) >= 0.9, JSON.stringify(of))
    assert.ok((topic?.top1 ?? 0) >= 0.85 && (topic?.top3 ?? 0) >= 0.95, JSON.stringify(topic))
    assert.ok((unit?.top1 ?? 0) >= 0.85 && (unit?.top3 ?? 0) >= 0.95, JSON.stringify(unit))
  })
})

suite('the default catalogue', () => {
  test('has each topic and unit once, in both languages, and a parent for every leaf', () => {
    for (const all of [topics, units]) {
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
      assert.equal(new Set(all.map(({ zh }) => zh)).size, all.length)
      for (const { id, zh, en } of all) assert.ok(/^[a-z-]+$/.test(id) && zh !== '' && en !== '', id)
    }
    const roots = topics.filter(({ parent }) => parent === null).map(({ id }) => id)
    for (const { id, parent } of topics) assert.ok(parent === null || roots.includes(parent), id)
  })

  test('says of every leaf who handles it, by topics and units that there are', () => {
    const leaves = topics.filter(({ parent }) => parent !== null).map(({ id }) => id)
    assert.deepEqual(
      leaves.filter(id => !dispatchCatalogue.some(({ topic }) => topic === id)),
      [],
    )
    for (const { topic, unit, keywords } of dispatchCatalogue) {
      assert.ok(leaves.includes(topic), topic)
      assert.ok(
        units.some(({ id }) => id === unit),
        unit,
      )
      assert.ok(keywords.length > 0 && keywords.every(word => word !== ''), topic)
    }
  })
})
