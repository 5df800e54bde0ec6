// What other scripts leave on the page; for type checkers, never served.
interface Window {
  htmx: {swap(context: object): Promise<void>; ajax(verb: string, path: string, context: object): Promise<void>};
}
interface HTMLElement {
  _htmx?: {sse?: {status: number}};
}

// What page.js looks for:
// <form data-vote>      loads vote.js          <body data-keys>     loads keys.js, stay.js
// <form data-command>   loads command.js       <header data-seat>    loads kept.js
// <x id data-part=URL>  personal part, fetched again on `personal` after a random 0-300 ms
// <x data-title=TEXT>   becomes the title      <x data-focus>       an error summary: takes the focus
// <p data-unsent hidden>  shown when the service worker could not send an act
// <p data-pill>         its words are spoken when the page stops being live
// <body data-csrf>      the token for acts in frames that many people share
// <body data-as-of=MS>  set by the service worker: this page was kept, and is as old as that

// What stream.js speaks. One polite region: at most one message in five seconds, and the newest wins,
// never one for each tick of a tally. The other region interrupts, and is for three things only: a
// division opened, you have the floor, your vote was not received.
// <span hidden data-say="words" [data-urgent] [data-buzz]></span>   spoken once, when it arrives

// What clock.js reads and draws:
// <body data-now data-rate data-time>          now on the assembly's clock, its seconds per second, where to ask
// <html data-clock>                            set once the time is known, and not only guessed
// <time data-ends-at [data-last="30"] [data-overrun] [data-tell='{"30":"..."}']>   counts down
// <p data-told hidden>                         the words of the mark that was passed last, to be seen
// <rect data-bar data-ends-at data-span>       its width shrinks from 100
// <time data-since>                            counts up          <time data-clock="Asia/Tashkent">  time of day

// What vote.js works on:
// <form data-vote data-division data-person data-castable data-closes data-words='{...}' [data-secret] [data-shared]> holds
//   input[name=for], [name=against], [name=abstain]; or input[type=radio][name=choice] for a single vote
//   input[name=key]                        one ballot, one key: pressed twice, it counts once
//   button[data-all=for]                   button[data-step=1][data-of=for]
//   svg.bar > rect.by, .bn, .bx, .ba       p[data-sum] > [data-sum-words]
//   [data-unused] hidden > input[name=unused] + [data-unused-words]
//   section.errs[data-errors] hidden > a[data-error-words]      button[data-cast] > [data-cast-words]
// data-words: cast "Cast {choice}", for "{n} yes", against, abstain, sum "{n} of {of} votes placed",
//   short, over, unused (with {n}), error.
//   A sentence with a number may be {"one": "...", "other": "..."} by the language's plural forms.
//
// What kept.js works on, on every page of a delegate. It sends the same ballot under the same key, with
// longer and longer pauses; nothing is shown as received before the receipt is here, and what answers
// without one (a hotel's sign-in page) is no answer.
// <header data-seat=PERSON data-session data-csrf data-words='{...}'>   whose phone this is now; what was
//   kept for somebody else, or in another session, stays and is not sent
// p[data-vote-state]      kept, sending, received, late, refused, replaced: in words
// section[data-kept] hidden > [data-kept-words], [data-kept-ends] hidden > time, [data-try], [data-change]
// section[data-receipt=CODE data-division]   the ballot that counts now, from whichever device it came
//
// A ballot as it is stored; a secret one never is, it lives as long as the page. closes_at and skew (the
// assembly's clock less this device's) are for the page without a network. instead_of are the keys of
// presses that had no answer: should one arrive after all, it counts no more.
interface Kept {
  session: string; division: string; person: string; key: string;
  for: number; against: number; abstain: number; unused: number;
  made_at: number; instead_of: string; action: string; closes_at: number; skew: number;
}
// The server's answer to Accept: application/json, 200 {receipt, at}; 409 {words, rule}; other 4xx {words}.
interface Answered {
  status: number; words?: string; rule?: string; at?: string; receipt?: string;
}
