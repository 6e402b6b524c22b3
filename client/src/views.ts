/** Which conversations are looked at, in one tab or several: the server is told of the first and last. */
export class Views {
  readonly #byTab = new Map<string, string>();

  constructor(
    private readonly tell: (event: string, payload: { conversation_id: string }) => void,
  ) {}

  set(tab: string, conversationId: string | null): void {
    const before = this.#byTab.get(tab);
    if (before === (conversationId ?? undefined)) return;
    if (conversationId !== null && !this.#isViewed(conversationId)) this.#join(conversationId);
    if (conversationId === null) this.#byTab.delete(tab);
    else this.#byTab.set(tab, conversationId);
    if (before !== undefined && !this.#isViewed(before)) {
      this.tell('leave_conversation', { conversation_id: before });
    }
  }

  /** A new connection knows of none. */
  joinAll(): void {
    for (const id of new Set(this.#byTab.values())) this.#join(id);
  }

  clear(): void {
    this.#byTab.clear();
  }

  #join(id: string): void {
    this.tell('join_conversation', { conversation_id: id });
  }

  #isViewed(id: string): boolean {
    return [...this.#byTab.values()].includes(id);
  }
}
