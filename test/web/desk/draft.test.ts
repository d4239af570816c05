import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ApiError } from '../../../src/web/api/api.ts'
import type { SavedDraft } from '../../../src/web/desk/draft/draft-api.ts'
import { type DraftFields, filled, mergeFields, mergeTexts } from '../../../src/web/desk/draft/draft-fields.ts'
import { createDraftKeeper } from '../../../src/web/desk/draft/draft-keeper.ts'
import { createKeptDrafts } from '../../../src/web/desk/draft/kept-drafts.ts'

const day = 86_400_000

const givenStorage = () => {
  const items = new Map<string, string>()
  return {
    items,
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

/** A server with one draft, that pages save to; it can be away. */
const givenServer = () => {
  const server = {
    saved: { fields: {}, updatedAt: null } as SavedDraft,
    away: false,
    saves: [] as string[],
    load: async () => {
      if (server.away) throw new ApiError('unreachable')
      return server.saved
    },
    save: async (fields: DraftFields, basedOn: number | null) => {
      if (server.away) throw new ApiError('store_down')
      if (basedOn !== server.saved.updatedAt) throw new ApiError('draft_changed')
      server.saves.push(fields.text ?? '')
      const updatedAt = (basedOn ?? 100) + 1
      server.saved = { fields, updatedAt }
      return updatedAt
    },
  }
  return server
}

/** A page that writes about call c1; its timers run when the test says so. */
const givenPage = async (server = givenServer(), storage = givenStorage()) => {
  const timers = new Set<() => void>()
  const all = createKeptDrafts('1001', storage, () => day)
  const keeper = createDraftKeeper({
    load: server.load,
    save: server.save,
    kept: {
      read: () => all.read('c1'),
      write: kept => all.write('c1', kept),
      drop: fields => all.drop('c1', fields),
    },
    seam: '--',
    after: (_ms, job) => {
      timers.add(job)
      return () => timers.delete(job)
    },
  })
  const settle = () => new Promise<void>(resolve => setImmediate(resolve))
  await settle()
  return {
    keeper,
    server,
    storage,
    all,
    text: () => keeper.getState().fields.text ?? '',
    status: () => keeper.getState().status,
    /** Lets the timers run out that are set now. */
    pass: async () => {
      for (const job of [...timers]) {
        timers.delete(job)
        job()
      }
      await settle()
    },
    settle,
  }
}

describe('two texts that grew apart', () => {
  const between = '\n--\n'

  it('yield to the one that was changed, or that holds the other', () => {
    assert.equal(mergeTexts('a', 'a', 'ab', between), 'ab')
    assert.equal(mergeTexts('a', 'b', 'a', between), 'b')
    assert.equal(mergeTexts('a', 'abc', 'ab', between), 'abc')
    assert.equal(mergeTexts('a', 'ab', 'abc', between), 'abc')
    assert.equal(mergeTexts('a', 'ab', 'ac', between), 'ac\n--\nab')
  })

  it('lose nothing that was written on either side', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (base, here, saved) => {
        const merged = mergeTexts(base, here, saved, between)
        assert.ok(here === base || merged.includes(here))
        assert.ok(saved === base || merged.includes(saved))
        assert.equal(mergeTexts(saved, merged, saved, between), merged)
      }),
    )
  })
})

describe('two forms that grew apart', () => {
  it('are merged field by field: a line keeps both, a choice the one made here, and both mean one case', () => {
    const base: DraftFields = { class: 'help', urgent: '1', title: '路灯', requestId: 'r1' }
    const here: DraftFields = { class: 'report', urgent: '1', title: '路灯坏', place: '东路', requestId: 'r1' }
    const saved: DraftFields = { class: 'complaint', title: '路灯灭', place: '西路', text: '另一页', requestId: 'r2' }
    assert.deepEqual(mergeFields(base, here, saved, '--'), {
      class: 'report',
      title: '路灯灭 / 路灯坏',
      place: '西路 / 东路',
      text: '另一页',
      requestId: 'r2',
    })
  })

  it('are empty here when the case was registered in another page, and nothing was written since', () => {
    const base: DraftFields = { class: 'help', text: '路灯', requestId: 'r1' }
    assert.deepEqual(mergeFields(base, base, {}, '--'), {})
    assert.deepEqual(mergeFields(base, { ...base, text: '路灯，还有井盖' }, {}, '--'), { text: '路灯，还有井盖' })
  })

  it('lose nothing that was typed in any field on either side, and merging again changes nothing', () => {
    const typed = ['text', 'answer', 'title', 'place', 'name', 'personPlace', 'personNote'] as const
    const fields = fc.record(
      Object.fromEntries(typed.map(name => [name, fc.string()])) as Record<
        (typeof typed)[number],
        fc.Arbitrary<string>
      >,
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fields, fields, fields, (base, here, saved) => {
        const merged = mergeFields(base, here, saved, '--')
        for (const name of typed) {
          const [before = '', mine = '', theirs = '', both = ''] = [base, here, saved, merged].map(each => each[name])
          assert.ok(mine === before || both.includes(mine))
          assert.ok(theirs === before || both.includes(theirs))
        }
        assert.deepEqual(mergeFields(saved, merged, saved, '--'), filled(merged))
      }),
    )
  })
})

describe('a draft', () => {
  it('is saved once for all that was typed within a second, and then no longer kept in the browser', async () => {
    const page = await givenPage()
    assert.equal(page.status(), 'saved')
    page.keeper.edit({ text: '路' })
    page.keeper.edit({ text: '路灯' })
    assert.deepEqual([page.status(), page.all.read('c1')?.fields.text], ['pending', '路灯'])
    await page.pass()
    assert.deepEqual([page.status(), page.server.saves, page.storage.items.size], ['saved', ['路灯'], 0])
  })

  it('changes the fields that are given and keeps the others', async () => {
    const page = await givenPage()
    page.keeper.edit({ text: '路灯', class: 'help' })
    page.keeper.edit({ title: '灯', class: '' })
    await page.pass()
    assert.deepEqual(page.server.saved.fields, { text: '路灯', title: '灯' })
  })

  it('that was kept here before there was a form is taken up as the text of one', async () => {
    const storage = givenStorage()
    const old = { text: '旧稿', base: { text: '旧', updatedAt: null }, at: day }
    storage.items.set('yihao.draft.1001.c1', JSON.stringify(old))
    const page = await givenPage(givenServer(), storage)
    assert.deepEqual([page.text(), page.server.saved.fields], ['旧稿', { text: '旧稿' }])
  })

  it('that was typed in the last second before a crash comes back and is saved', async () => {
    const page = await givenPage()
    page.keeper.edit({ text: '已存' })
    await page.pass()
    page.keeper.edit({ text: '已存，未存' })
    const again = await givenPage(page.server, page.storage)
    await again.settle()
    assert.equal(again.text(), '已存，未存')
    assert.equal(page.server.saved.fields.text, '已存，未存')
    assert.equal(page.storage.items.size, 0)
  })

  it('stays in the page and says so while it cannot be saved, and is saved when it can', async () => {
    const page = await givenPage()
    page.server.away = true
    page.keeper.edit({ text: '写着' })
    await page.pass()
    assert.deepEqual([page.status(), page.text()], ['unsaved', '写着'])
    page.keeper.edit({ text: '写着呢' })
    await page.pass()
    assert.equal(page.status(), 'unsaved')
    page.server.away = false
    await page.pass()
    assert.deepEqual([page.status(), page.server.saved.fields.text], ['saved', '写着呢'])
  })

  it('that begins while the server is away takes up what the server had', async () => {
    const server = givenServer()
    server.saved = { fields: { text: '早先' }, updatedAt: 7 }
    server.away = true
    const page = await givenPage(server)
    assert.equal(page.status(), 'loading')
    page.keeper.edit({ text: '新的' })
    server.away = false
    await page.pass()
    assert.equal(page.text(), '早先\n--\n新的')
    assert.equal(server.saved.fields.text, '早先\n--\n新的')
  })

  it('that another page saved is shown here, and what both wrote at once stays whole', async () => {
    const server = givenServer()
    const [one, other] = [await givenPage(server), await givenPage(server)]
    one.keeper.edit({ text: '甲' })
    await one.pass()
    other.keeper.told(server.saved.updatedAt ?? 0)
    await other.settle()
    assert.deepEqual([other.text(), other.status()], ['甲', 'saved'])

    one.keeper.edit({ text: '甲乙' })
    other.keeper.edit({ text: '甲丙' })
    await one.pass()
    await other.pass()
    await other.pass()
    assert.equal(server.saved.fields.text, '甲乙\n--\n甲丙')
    one.keeper.told(server.saved.updatedAt ?? 0)
    await one.settle()
    assert.equal(one.text(), other.text())
    assert.equal(one.storage.items.size + other.storage.items.size, 0)
  })

  it('that is taken back to what the server has is not kept in the browser', async () => {
    const page = await givenPage()
    page.keeper.edit({ text: 'a' })
    page.keeper.edit({ text: '' })
    assert.equal(page.storage.items.size, 0)
  })

  it('is saved when its call leaves the desk', async () => {
    const page = await givenPage()
    page.keeper.edit({ text: '最后一句' })
    await page.keeper.close()
    assert.deepEqual([page.server.saved.fields.text, page.storage.items.size], ['最后一句', 0])
  })

  it('that is too long says so, and stays', async () => {
    const page = await givenPage()
    page.keeper.edit({ text: '长'.repeat(20_001) })
    await page.pass()
    assert.deepEqual([page.status(), page.server.saves, page.storage.items.size], ['too_long', [], 1])
  })
})

describe('drafts kept in a browser', () => {
  it('are found by agent and call, and go after a week', () => {
    const storage = givenStorage()
    const base = { fields: {}, updatedAt: null }
    createKeptDrafts('1001', storage, () => 0).write('old', { fields: { text: 'a' }, base })
    createKeptDrafts('1001', storage, () => 7 * day).write('c.1', { fields: { text: 'b' }, base })
    createKeptDrafts('1002', storage, () => 7 * day).write('c2', { fields: { text: 'c' }, base })
    assert.deepEqual(createKeptDrafts('1001', storage, () => 7 * day + 1).calls(), ['c.1'])
    assert.equal(createKeptDrafts('1002', storage, () => 0).read('c.1'), null)
  })

  it('survive a browser without storage, and rubbish in it', () => {
    const broken = {
      length: 1,
      key: () => 'yihao.draft.1001.c1',
      getItem: (): string => {
        throw new Error('no storage')
      },
      setItem: () => {
        throw new Error('quota')
      },
      removeItem: () => {},
    }
    const none = createKeptDrafts('1001', broken, () => 0)
    none.write('c1', { fields: { text: 'a' }, base: { fields: {}, updatedAt: null } })
    assert.equal(none.read('c1'), null)
    const storage = givenStorage()
    for (const item of [
      '{',
      'null',
      '[]',
      '{"text":1,"at":1,"base":{}}',
      '{"text":"a","at":1}',
      '{"fields":{"text":1},"at":1,"base":{"fields":{}}}',
    ]) {
      storage.items.set('yihao.draft.1001.c1', item)
      assert.equal(createKeptDrafts('1001', storage, () => 0).read('c1'), null)
    }
  })
})
