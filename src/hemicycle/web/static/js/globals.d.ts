// What other scripts leave on the page; for type checkers, never served.
interface Window {
  htmx: {swap(context: object): Promise<void>; ajax(verb: string, path: string, context: object): Promise<void>};
}
interface HTMLElement {
  _htmx?: {sse?: {status: number}};
}
