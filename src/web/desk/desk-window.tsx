import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { DeskState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useLive } from '../live/use-live.tsx'
import { RecordingsLink } from '../recordings/recordings-link.tsx'
import { PageHeader } from '../shared/page-header.tsx'
import { CallDesk } from './case/call-desk.tsx'
import { OwnCaseDesk, OwnCases } from './case/own-cases.tsx'
import { type UndecidedCall, UndecidedDesk, UndecidedList, useUndecided } from './case/undecided-calls.tsx'
import { CommandBar } from './command-bar.tsx'
import { DeskNotice } from './desk-notice.tsx'
import { useLeftDrafts } from './draft/use-draft.ts'
import { IdlePanel } from './idle-panel.tsx'
import { DeskKnowledge } from './knowledge/desk-knowledge.tsx'
import { RingAnnouncer } from './ring-announcer.tsx'
import { RingPanel } from './ring-panel.tsx'
import { StateStrip } from './state-strip.tsx'
import { TalkBar } from './talk/talk-bar.tsx'
import { TargetChooser } from './talk/target-chooser.tsx'
import { TodayPanel } from './today-panel.tsx'
import { useAcceptedBeep } from './use-accepted-beep.ts'
import { useCommands } from './use-commands.ts'
import { useLeaving } from './use-leaving.ts'
import { useRingSignal } from './use-ring-signal.ts'
import { useSound } from './use-sound.ts'

const ChatDesk = lazy(() => import('./chat/chat-desk.tsx').then(part => ({ default: part.ChatDesk })))

const VisitDesk = lazy(() => import('./visit/visit-desk.tsx').then(part => ({ default: part.VisitDesk })))

/** An offer calls for attention, as a ringing phone does. */
const ChatSignal = ({ sound }: { readonly sound: boolean }) => {
  useRingSignal(sound)
  return null
}

interface StageProps {
  readonly desk: DeskState
  readonly sound: boolean
  readonly undecided: readonly UndecidedCall[]
  onNotice(sentence: string): void
}

const Stage = ({ desk, sound, undecided, onNotice }: StageProps) => {
  const { t } = useLanguage()
  const { agent, pop, call, chat = null, task = null } = desk
  const [past, setPast] = useState<UndecidedCall | null>(null)
  const [own, setOwn] = useState<string | null>(null)
  if (pop) return <RingPanel pop={pop} sound={sound} />
  if (task)
    return (
      <Suspense fallback={<p>{t('looking_up')}</p>}>
        <VisitDesk key={task.callId} task={task} onNotice={onNotice} />
      </Suspense>
    )
  if (call && (agent.state === 'talking' || agent.state === 'wrap_up'))
    return <CallDesk key={call.callId} call={call} agentId={agent.id} />
  if (chat)
    return (
      <Suspense fallback={<p>{t('looking_up')}</p>}>
        {chat.state === 'offered' && <ChatSignal sound={sound} />}
        <ChatDesk key={chat.chatId} chat={chat} agentId={agent.id} />
      </Suspense>
    )
  if (past) return <UndecidedDesk key={past.callId} call={past} agentId={agent.id} onBack={() => setPast(null)} />
  if (own !== null) return <OwnCaseDesk key={own} caseNo={own} onBack={() => setOwn(null)} />
  return (
    <>
      <IdlePanel desk={desk}>
        <OwnCases onRead={setOwn} />
        <UndecidedList calls={undecided} onOpen={setPast} />
      </IdlePanel>
      <DeskKnowledge work={null} />
    </>
  )
}

/** Head, state, stage and day: four places that never move. */
export const DeskWindow = ({ desk }: { readonly desk: DeskState }) => {
  const { t } = useLanguage()
  const { agent, pop, call } = desk
  const live = useLive(state => state.link === 'live')
  const [sound, toggleSound] = useSound()
  useAcceptedBeep(desk, sound)
  const { give, busy, failure, dismiss, refuseOffline } = useCommands(`${agent.state} ${agent.since}`, live)
  const undecided = useUndecided(
    agent.state === 'ready' || agent.state === 'paused' ? `${agent.state} ${agent.since}` : null,
  )
  useLeftDrafts(agent.id, call?.callId ?? desk.chat?.chatId ?? null)
  const { leave, engaged } = useLeaving(agent, give)
  const [notice, setNotice] = useState<string | null>(null)
  const [choosing, setChoosing] = useState(false)
  const talk = agent.state === 'talking' && call?.endedAt === null ? call : null
  return (
    <main className="desk" data-live={live}>
      <PageHeader title="desk_title">
        <span className="desk-agent">
          <strong>{agent.name}</strong> {t('extension', { number: agent.extension })}
        </span>
        <RecordingsLink fromDesk />
        <Button size="small" aria-pressed={sound} onClick={toggleSound}>
          {t(sound ? 'sound_on' : 'sound_off')}
        </Button>
        <Button size="small" disabled={!live || busy} onClick={leave}>
          {t(engaged ? 'sign_out_after' : 'sign_out')}
        </Button>
      </PageHeader>
      <StateStrip desk={desk} live={live}>
        {/* Anew in each state, so that a question begun in the one before never hides what can be done now. */}
        <CommandBar
          key={agent.state}
          desk={desk}
          live={live}
          busy={busy}
          onCommand={command => void give(command)}
          onChooseTarget={() => setChoosing(true)}
          onOffline={refuseOffline}
        />
      </StateStrip>
      <DeskNotice
        desk={desk}
        live={live}
        failure={failure ?? notice}
        onDismiss={failure === null ? () => setNotice(null) : dismiss}
      />
      {talk && <TalkBar call={talk} disabled={!live || busy} onCommand={command => void give(command)} />}
      {talk?.mine && choosing && (
        <TargetChooser
          disabled={!live || busy}
          onCommand={command => void give(command)}
          onClose={() => setChoosing(false)}
        />
      )}
      <div className="desk-main">
        <Stage desk={desk} sound={sound} undecided={undecided?.calls ?? []} onNotice={setNotice} />
        <TodayPanel desk={desk} undecided={undecided?.today ?? null} />
      </div>
      <RingAnnouncer pop={pop} writes={desk.chat?.state === 'offered'} />
    </main>
  )
}
