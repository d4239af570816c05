/** What a newcomer needs to know once everything runs. */
export function guide(demo: {
  readonly url: string
  readonly sipPort: number
  readonly password: string
  readonly agents: number
  readonly rate: number
}): string {
  const { url, sipPort, password, agents, rate } = demo
  const first = 1001 + agents
  return `
The hotline runs, and a call comes about every ${Math.round(10 / rate) / 10} s.

  Pages      ${url}
  Password   ${password}   (the same for all accounts)
  Accounts   leader         the wall board of the shift leader
             admin          the administrator
             1001 to ${1000 + agents}   agents whom the simulated city plays
             ${first} to 1040   agents who are free: sign in as one of them and take calls yourself

Talk to yourself, with a headset: sign in at the page as ${first}, allow the microphone, press F2. Then open
             ${url}/citizen
in another window, press the button, and press F7 in the first.

Write to the hotline as a citizen does, and follow it by the receipt:
             ${url}/12345

Call in with an own softphone on this machine, without an account:
             sip:12345@127.0.0.1:${sipPort}
or with sipp:
             sipp -sn uac -s 12345 -m 1 -d 20000 -nostdin 127.0.0.1:${sipPort}

Take calls with an own softphone on this machine: sign in at the page as ${first}; its account is at
             ${url}/api/phone
             (user, password, server and port). Register with it, then go ready on the page.

Ctrl-C ends everything.
`
}
