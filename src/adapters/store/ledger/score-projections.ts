import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { eq } from '../drizzle.ts'
import { fill, type Query } from '../query.ts'
import { hole, holes, template } from '../template.ts'
import type { Context, Projections } from './projections.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

/** The statements that scores and reviews of replies change their tables with. */
export const scoreTemplates = ({ db, tables: { scoreIssues, scoreObjections, replyReviews } }: Builder) => ({
  scoresFrozen: template<Of<'scores_frozen'>>(
    db
      .insert(scoreIssues)
      .values(holes('month', 'version', 'sheet', 'sheetVersion', 'rows', 'objectionId', 'by', 'at'))
      .onConflictDoNothing(),
  ),
  scoreObjected: template<Of<'score_objected'> & { readonly seq: number }>(
    db
      .insert(scoreObjections)
      .values({
        ...holes('id', 'month', 'version', 'unit', 'indicator', 'caseNo', 'reason', 'by', 'at', 'ruleBy', 'seq'),
        state: 'open',
      })
      .onConflictDoNothing(),
  ),
  scoreRuled: template<{
    readonly id: string
    readonly state: 'accepted' | 'refused'
    readonly ruledBy: string
    readonly ruledAt: number
    readonly ruling: string
    readonly correction: object | null
    readonly issued: number | null
    readonly ruledSeq: number
  }>(
    db
      .update(scoreObjections)
      .set(holes('state', 'ruledBy', 'ruledAt', 'ruling', 'correction', 'issued', 'ruledSeq') as never)
      .where(eq(scoreObjections.id, hole('id'))),
  ),
  replyReviewed: template<{
    readonly seq: number
    readonly caseNo: string
    readonly unit: string
    readonly at: number
    readonly accepted: boolean
  }>(db.insert(replyReviews).values(holes('seq', 'caseNo', 'unit', 'at', 'accepted'))),
})

/** How the facts of scores change the tables that are read. */
export const scoreProjections: Projections = {
  scores_frozen: (fact, { write }) => [fill(write.scoresFrozen, fact)],
  score_objected: (fact, { write, seq }) => [fill(write.scoreObjected, { ...fact, seq })],
  score_ruled: ({ id, ruling, by, at, issued }, { write, seq }) => [
    fill(write.scoreRuled, {
      ...{ id, issued, ruledBy: by, ruledAt: at, ruledSeq: seq },
      state: ruling.accepted ? 'accepted' : 'refused',
      ruling: ruling.reason,
      correction: ruling.correction,
    }),
  ],
}

/** What a review of a reply leaves for the scores, beside what it changes of the case. */
export const repliesReviewed = (
  { wish, caseNo, standing, at }: Of<'case_moved'>,
  context: Context,
): readonly Query[] => {
  if (wish.event !== 'accept_reply' && wish.event !== 'bounce_reply') return []
  const unit = standing.assignment?.unit
  const accepted = wish.event === 'accept_reply'
  return unit === undefined ? [] : [fill(context.write.replyReviewed, { seq: context.seq, caseNo, unit, at, accepted })]
}
