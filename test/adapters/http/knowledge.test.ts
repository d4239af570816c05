import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { givenContent } from '../../domain/knowledge/given-article.ts'
import { asking } from './given-case-talk.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
const day = 86_400_000
let server: GivenServer
let ask: ReturnType<typeof asking>
let agent: string
let other: string
let editor: string
let admin: string

before(async () => {
  server = await givenServer(cleanup)
  ask = asking(server)
  agent = await server.signIn('1001')
  other = await server.signIn('1002')
  editor = await server.signIn('leader')
  admin = await server.signIn('admin')
})

let made = 0
const content = (change = {}) => givenContent({ expiresAt: Date.now() + 100 * day, ...change })
const propose = async (change = {}, cookie = agent): Promise<string> => {
  made += 1
  const id = `article-${String(made).padStart(4, '0')}`
  assert.equal((await ask(cookie, '/api/articles', { id, content: content(change) })).status, 204)
  return id
}
const does = async (cookie: string, id: string, step: string, body: object = { basedOn: 1 }) => {
  const { status, body: found } = await ask(cookie, `/api/articles/${id}/${step}`, body)
  return status === 204 ? null : found.error.code
}
const publish = async (change = {}): Promise<string> => {
  const id = await propose(change)
  assert.equal(await does(agent, id, 'submit'), null)
  assert.equal(await does(editor, id, 'publish'), null)
  return id
}
const stateOf = async (id: string) => (await ask(editor, `/api/articles/${id}`)).body.article.state
const foundBy = async (q: string, cookie = agent) => {
  const { body } = await ask(cookie, `/api/articles?q=${encodeURIComponent(q)}`)
  return body.articles.map((each: { id: string }) => each.id)
}

test('given an agent, when he proposes, then an editor reviews and publishes it, and all of it is booked with names', async () => {
  const id = await propose({ title: '老年卡在哪里办' })
  assert.deepEqual(await foundBy('老年卡'), [])
  assert.equal(await does(agent, id, 'publish'), 'not_allowed_now')
  assert.equal(await does(agent, id, 'submit'), null)
  assert.equal(await does(agent, id, 'publish'), 'forbidden')
  assert.equal(await does(admin, id, 'publish'), 'not_found')
  assert.equal(await does(editor, id, 'publish'), null)
  assert.deepEqual(await foundBy('老年卡'), [id])
  const { body } = await ask(other, `/api/articles/${id}`)
  assert.deepEqual(
    body.history.map(({ kind, by }: { kind: string; by: string }) => `${kind} ${by}`),
    ['article_drafted 1001', 'article_submitted 1001', 'article_published leader'],
  )
})

test('given a draft, then another agent does not see it, an admin cannot write one, and asking twice makes one', async () => {
  const id = await propose()
  assert.equal((await ask(other, `/api/articles/${id}`)).status, 404)
  assert.equal((await ask(agent, `/api/articles/${id}`)).status, 200)
  assert.equal((await ask(agent, '/api/articles', { id, content: content() })).status, 204)
  assert.equal((await ask(other, '/api/articles', { id, content: content() })).body.error.code, 'bad_request')
  const refused = await ask(admin, '/api/articles', { id: 'article-of-admin', content: content() })
  assert.equal(refused.body.error.code, 'forbidden')
  const listed = async (cookie: string) => (await ask(cookie, '/api/article-list?state=draft')).body.articles
  assert.deepEqual(await listed(other), [])
  assert.ok((await listed(editor)).some((each: { id: string }) => each.id === id))
})

test('given two editors of one version, then the second is told, nothing is overwritten, and every version is kept', async () => {
  const id = await publish({ title: '停水报修' })
  const edit = (title: string) =>
    ask(editor, `/api/articles/${id}`, { basedOn: 1, content: content({ title }), note: '' }, 'PUT')
  const answers = await Promise.all([edit('停水报修（一）'), edit('停水报修（二）')])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
  assert.equal(answers.find(({ status }) => status === 409)?.body.error.code, 'article_changed')
  const { versions } = (await ask(agent, `/api/articles/${id}/versions`)).body
  assert.deepEqual(
    versions.map((each: { version: number }) => each.version),
    [2, 1],
  )
  assert.equal(await does(editor, id, 'withdraw', { basedOn: 1, note: '' }), 'article_changed')
  assert.equal(await stateOf(id), 'published')
})

test('given an article with many versions, then they are read page by page, and an older one is made the newest again', async () => {
  const id = await publish({ title: '甲' })
  const edit = (basedOn: number, title: string, note: string) =>
    ask(editor, `/api/articles/${id}`, { basedOn, content: content({ title }), note }, 'PUT')
  assert.equal((await edit(1, '乙', '')).status, 204)
  assert.equal((await edit(2, '甲', '恢复自第 1 版')).status, 204)
  const page = async (query: string) => (await ask(agent, `/api/articles/${id}/versions?${query}`)).body
  const first = await page('limit=2')
  const shown = ({ versions }: { versions: { version: number; content: { title: string }; by: string }[] }) =>
    versions.map(each => [each.version, each.content.title, each.by])
  assert.deepEqual(
    [shown(first), first.next],
    [
      [
        [3, '甲', 'leader'],
        [2, '乙', 'leader'],
      ],
      2,
    ],
  )
  assert.equal(first.versions[0].note, '恢复自第 1 版')
  const last = await page(`limit=2&before=${first.next}`)
  assert.deepEqual([shown(last), last.next], [[[1, '甲', '1001']], null])
  assert.equal((await page('before=0')).error.code, 'bad_request')
})

test('given an article that is handed over, then another editor looks after it; nobody, or who cannot edit, does not', async () => {
  const id = await publish({ title: '移交' })
  const handOver = (owner: string, change = {}, cookie = editor) =>
    does(cookie, id, 'hand-over', { basedOn: 1, from: '1001', owner, note: '调岗', ...change })
  const ownerOf = async () => (await ask(editor, `/api/articles/${id}`)).body.article.owner
  for (const owner of ['nobody', '1002', 'admin']) assert.equal(await handOver(owner), 'article_owner_unknown')
  assert.equal(await handOver('2001', { note: ' ' }), 'words_missing')
  assert.equal(await handOver('2001', { from: '1002' }), 'article_changed')
  assert.equal(await handOver('2001', {}, agent), 'forbidden')
  assert.equal(await ownerOf(), '1001')
  assert.equal(await handOver('2001'), null)
  assert.equal(await ownerOf(), '2001')
  const { history } = (await ask(editor, `/api/articles/${id}`)).body
  assert.deepEqual([history.at(-1).kind, history.at(-1).note], ['article_handed_over', '调岗'])
  const { owners } = (await ask(editor, '/api/article-owners')).body
  assert.deepEqual(
    owners.map((each: { name: string }) => each.name),
    ['2001', 'leader'],
  )
  assert.equal((await ask(agent, '/api/article-owners')).status, 403)
})

test('given lists longer than a page, then each goes on where it ended and leaves nothing out', async () => {
  const ids = [await publish(), await publish(), await publish()]
  for (const [n, id] of ids.entries())
    await ask(agent, `/api/articles/${id}/feedback`, { feedbackId: `of-list-${n}`, feedback: 'wrong', note: '' }, 'PUT')
  const all = async (path: string, list: string) => {
    const found: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await ask(editor, `${path}limit=1${cursor && `&cursor=${cursor}`}`)
      assert.equal(body[list].length, 1, 'a page has something')
      found.push(body[list][0].id)
      cursor = body.next
    }
    assert.equal(new Set(found).size, found.length)
    return found
  }
  const due = await all(`/api/article-list?dueBefore=${Date.now() + 200 * day}&`, 'articles')
  const changed = await all('/api/article-list?', 'articles')
  for (const id of ids) assert.ok(due.includes(id) && changed.includes(id))
  const open = await all('/api/article-feedback?', 'feedback')
  for (const n of ids.keys()) assert.ok(open.includes(`of-list-${n}`))
  assert.equal((await ask(editor, '/api/article-feedback?cursor=zzz')).body.error.code, 'bad_request')
  for (const n of ids.keys())
    await ask(editor, `/api/article-feedback/of-list-${n}`, { resolution: 'kept', note: '' }, 'PUT')
})

test('given somebody who says where he is told, then only what can be reached is kept, and not over what he has not seen', async () => {
  const put = (body: object, cookie = editor) => ask(cookie, '/api/my-contact', body, 'PUT')
  const mine = async (cookie: string) => (await ask(cookie, '/api/my-contact')).body
  assert.deepEqual(await mine(editor), { mobile: '', email: '', version: 0 })
  for (const bad of [{ email: 'a@b, c@d.cn' }, { mobile: '110' }, { email: 'x' }, { mobile: '+1 212 555 0100' }])
    assert.equal((await put({ mobile: '', email: '', seen: 0, ...bad })).body.error.code, 'contact_unsound')
  assert.equal((await put({ mobile: ' 13912345678', email: 'leader@example.cn', seen: 0 })).status, 200)
  assert.equal((await put({ mobile: '', email: '', seen: 0 })).body.error.code, 'setting_changed_meanwhile')
  assert.deepEqual(await mine(editor), { mobile: '13912345678', email: 'leader@example.cn', version: 1 })
  assert.deepEqual(await mine(agent), { mobile: '', email: '', version: 0 })
})

test('given an answer, then it becomes a draft that knows its case', async () => {
  const answer = {
    title: '',
    question: '孤寡老人怎么申请助餐',
    answer: '到社区申请。',
    unit: '民政局',
    enterprise: false,
  }
  const body = { id: 'answer-0001', ...answer, caseNo: null }
  assert.equal((await ask(agent, '/api/articles/from-answer', body)).status, 204)
  const { article } = (await ask(agent, '/api/articles/answer-0001')).body
  assert.deepEqual([article.state, article.content.title, article.caseNo], ['draft', '孤寡老人怎么申请助餐', null])
  assert.equal(await does(agent, 'answer-0001', 'submit'), 'article_incomplete')
})

test('given bad input, then it is refused with its code and nothing is changed', async () => {
  const send = async (change: object, id = 'article-bad-1') =>
    (await ask(agent, '/api/articles', { id, content: content(change) })).body?.error.code
  assert.equal(await send({ body: '见 https://example.com' }), 'article_address')
  assert.equal(await send({ expiresAt: null }), 'article_incomplete')
  assert.equal(await send({ validFrom: Date.now() + 999 * day }), 'article_dates')
  for (const change of [{ title: 'x\ny' }, { module: 'secret' }, { body: 'x'.repeat(20_001) }, { extra: 1 }])
    assert.equal(await send(change), 'bad_request')
  assert.equal(await send({}, '../x'), 'bad_request')
  assert.equal((await ask(editor, '/api/articles/article-bad-1')).status, 404)
  assert.equal((await ask(editor, '/api/article-list?cursor=zzz')).body.error.code, 'bad_request')
})

test('given a complaint of a reader, then the editor sees it until he resolves it, and others see only their own', async () => {
  const id = await publish({ title: '噪声投诉' })
  const say = (cookie: string, feedbackId: string, feedback: string, note = '') =>
    ask(cookie, `/api/articles/${id}/feedback`, { feedbackId, feedback, note }, 'PUT')
  assert.equal((await say(agent, 'feedback-1', 'outdated')).status, 204)
  assert.equal((await say(agent, 'feedback-1', 'outdated', '电话变了')).status, 204)
  assert.equal((await say(other, 'feedback-1', 'wrong')).body.error.code, 'forbidden')
  assert.equal((await say(other, 'feedback-2', 'useful')).status, 204)
  const open = async () =>
    (await ask(editor, '/api/article-feedback')).body.feedback.map((each: { note: string }) => each.note)
  assert.deepEqual(await open(), ['电话变了'])
  assert.equal((await ask(agent, '/api/article-feedback')).status, 403)
  assert.deepEqual((await ask(other, `/api/articles/${id}`)).body.feedback, [])
  assert.equal((await ask(other, `/api/articles/${id}`)).body.useful, 1)
  const resolve = (cookie: string) =>
    ask(cookie, '/api/article-feedback/feedback-1', { resolution: 'changed', note: '' }, 'PUT')
  assert.equal((await resolve(other)).body.error.code, 'forbidden')
  assert.equal((await resolve(editor)).status, 204)
  assert.equal((await resolve(editor)).body.error.code, 'feedback_settled')
  assert.deepEqual(await open(), [])
})

test('given nobody who is signed in, then he reads what is published for the public and no name of anybody here', async () => {
  const secret = await publish({ title: '内部口径：落户积分' })
  const notice = await publish({ title: '落户积分公告', module: 'public' })
  const policy = await publish({ title: '落户积分惠企', module: 'enterprise' })
  await propose({ title: '落户积分草稿', module: 'public' })
  const open = async (url: string) => {
    const reply = await server.app.inject({ url })
    return { status: reply.statusCode, text: reply.body }
  }
  const { text } = await open(`/api/public/articles?q=${encodeURIComponent('落户积分')}`)
  const ids = JSON.parse(text).articles.map((each: { id: string }) => each.id)
  assert.deepEqual(ids.sort(), [notice, policy].sort())
  assert.doesNotMatch(text, /1001|leader|"owner"|"author"/)
  assert.equal((await open(`/api/public/articles/${notice}`)).status, 200)
  assert.equal((await open(`/api/public/articles/${secret}`)).status, 404)
  assert.equal((await open('/api/articles')).status, 401)
  server.clock.forward(101 * day)
  assert.equal((await open(`/api/public/articles/${notice}`)).status, 404)
  assert.deepEqual(JSON.parse((await open('/api/public/articles')).text).articles, [])
  let status = 200
  for (let n = 0; n < 200 && status !== 429; n += 1) status = (await open('/api/public/articles')).status
  assert.equal(status, 429)
})
